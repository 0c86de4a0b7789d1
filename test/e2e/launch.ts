import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PORTS = ['PORTAL_PORT', 'API_PORT', 'IDENTITY_PORT', 'CHAIN_RPC_PORT', 'POSTGRES_PORT'] as const;

/** Ports of one platform, by the variable that chooses them. */
export type Ports = Readonly<Record<(typeof PORTS)[number], number>>;

/** One data folder with its ports; outlives the processes that run on it. */
export interface World {
  readonly home: string;
  readonly ports: Ports;
  readonly env: NodeJS.ProcessEnv;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A fresh data folder and five free ports. */
export async function newWorld(): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), 'sealtrail-e2e-'));
  const ports = {} as Record<(typeof PORTS)[number], number>;
  for (const name of PORTS) ports[name] = await freePort();
  const env: NodeJS.ProcessEnv = { ...process.env, SEALTRAIL_HOME: home, NODE_ENV: 'production', NODE_OPTIONS: '' };
  // the environment of the test runner is not the environment of a person
  for (const name of Object.keys(env))
    if (/^(VITEST|npm_|DATABASE_URL|REDIS_URL|KEYCLOAK_|CHAIN_RPC_URL|SEALTRAIL_(API|TOKEN))/.test(name))
      delete env[name];
  for (const name of PORTS) env[name] = String(ports[name]);
  return { home, ports, env };
}

export const removeWorld = (world: World): void => rmSync(world.home, { recursive: true, force: true });

/** A platform that was started by `npm start`, as far as the supervisor goes. */
export interface Running {
  readonly child: ChildProcess;
  /** Resolves with the milliseconds until the ready line; rejects with all output when there is none. */
  readonly ready: Promise<number>;
  readonly exited: Promise<number | null>;
  output(): string;
}

/** Runs `scripts/start.mjs` on a world. */
export function start(world: World, args: readonly string[] = []): Running {
  const began = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs'), ...args], {
    cwd: ROOT,
    env: world.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let all = '';
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      all += chunk.toString();
      if (/^sealtrail ready http:\/\/localhost:\d+$/m.test(out)) resolve(performance.now() - began);
    });
    child.stderr.on('data', (chunk: Buffer) => (all += chunk.toString()));
    void exited.then((code) => reject(new Error(`npm start ended with exit code ${code}:\n${all}`)));
  });
  // tests that expect a failure look at `exited`
  ready.catch(() => undefined);
  return { child, ready, exited, output: () => all };
}

/** Ctrl-C; gives the milliseconds until everything was gone. */
export async function stop(running: Running): Promise<number> {
  const began = performance.now();
  running.child.kill('SIGINT');
  await running.exited;
  return performance.now() - began;
}

/** What a command of the CLI answered. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `sealtrail ...args` on a world. */
export function cli(world: World, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  const child = spawn(process.execPath, [join(ROOT, 'apps/cli/bin/sealtrail.js'), ...args], {
    cwd: ROOT,
    env: { ...world.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr })));
}

/** Access token of a demo account, by password grant. */
export async function tokenFor(world: World, account: string): Promise<string> {
  const url = `http://localhost:${world.ports.IDENTITY_PORT}/realms/sealtrail/protocol/openid-connect/token`;
  const body = new URLSearchParams({
    client_id: 'sealtrail-cli',
    grant_type: 'password',
    username: account,
    password: 'sealtrail',
    scope: 'openid',
  });
  const response = await fetch(url, { method: 'POST', body });
  const answer = (await response.json()) as { access_token?: string };
  if (!answer.access_token) throw new Error(`No token for ${account}: ${JSON.stringify(answer)}`);
  return answer.access_token;
}

/** Processes that carry the data folder in their environment or arguments: those of this platform, whoever their parent is. */
export function processesOf(world: World): { pid: number; command: string }[] {
  const found: { pid: number; command: string }[] = [];
  for (const pid of listPids()) {
    if (pid === process.pid) continue;
    const [environment, command, state] = [
      read(pid, 'environ'),
      read(pid, 'cmdline'),
      /^State:\s+(\w)/m.exec(read(pid, 'status'))?.[1],
    ];
    if (state === 'Z' || (!environment.includes(world.home) && !command.includes(world.home))) continue;
    found.push({ pid, command: command.split('\0').join(' ').trim() });
  }
  return found;
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

const listPids = (): number[] => readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));

/** Waits until `check` gives something; fails with a sentence after `timeoutMs`. */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 30_000,
): Promise<T> {
  let last: unknown;
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(100)) {
    try {
      const value = await check();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`${what}: not within ${timeoutMs / 1000} s. ${last instanceof Error ? last.message : ''}`);
}
