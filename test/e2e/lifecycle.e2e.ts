import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ROOT,
  cli,
  eventually,
  newWorld,
  processesOf,
  removeWorld,
  type Running,
  start,
  stop,
  type World,
} from './launch.js';

let world: World;
let running: Running;

beforeAll(async () => {
  world = await newWorld();
  running = start(world, ['--empty']);
  await running.ready;
});
afterAll(async () => {
  running.child.kill('SIGKILL');
  for (const { pid } of processesOf(world)) process.kill(pid, 'SIGKILL');
  removeWorld(world);
});

const isGone = async (what = 'all processes end'): Promise<void> => {
  await eventually(what, () => (processesOf(world).length === 0 ? true : undefined), 10_000);
};
const answers = async (url: string): Promise<boolean> => (await fetch(url, { redirect: 'manual' })).status < 500;
const urls = (): string[] => [
  `http://127.0.0.1:${world.ports.API_PORT}/health/ready`,
  `http://localhost:${world.ports.IDENTITY_PORT}/realms/sealtrail/.well-known/openid-configuration`,
  `http://localhost:${world.ports.PORTAL_PORT}/`,
];
const allAnswer = (): Promise<true> =>
  eventually(
    'every part answers',
    async () => ((await Promise.all(urls().map(answers))).every(Boolean) ? true : undefined),
    30_000,
  );

test('standard output carries the ready line alone, and the trust roots are kept', () => {
  expect(running.output()).toContain(`sealtrail ready http://localhost:${world.ports.PORTAL_PORT}\n`);
  expect(JSON.parse(readFileSync(join(world.home, 'trust.json'), 'utf8'))).toMatchObject({
    format: 'sealtrail-trust/1',
  });
});

test('secrets are readable by their owner alone', () => {
  for (const name of ['log.ed25519', 'notary.ed25519', 'publisher.secp256k1']) {
    expect(statSync(join(world.home, 'keys', name)).mode & 0o077).toBe(0);
  }
});

test('a second start says where it runs and how to stop it', async () => {
  const second = start(world);
  expect(await second.exited).toBe(1);
  expect(second.output()).toContain(`already running at http://localhost:${world.ports.PORTAL_PORT}`);
  expect(second.output()).toContain('kill');
});

test('status names every part', async () => {
  const { code, stdout } = await cli(world, ['status', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    running: true,
    state: 'ready',
    parts: { database: true, chain: true, identity: true, api: true, portal: true },
  });
  expect(code).toBe(0);
});

test('Ctrl-C stops everything in under 3 s, and a later start is ready in 10 s', async () => {
  expect(await stop(running)).toBeLessThan(3_000);
  expect(processesOf(world)).toEqual([]);
  expect(existsSync(join(world.home, 'supervisor.lock'))).toBe(false);
  running = start(world);
  expect(await running.ready).toBeLessThan(10_000);
});

test('each part that is killed comes back', async () => {
  for (const part of ['identity', 'api/dist/main', 'api/dist/worker', 'next-server', 'sealtrail-node', 'guardian']) {
    const victim = processesOf(world).find(({ command }) => command.includes(part));
    expect(victim, part).toBeDefined();
    process.kill(victim!.pid, 'SIGKILL');
    await eventually(`${part} is back`, () => {
      const now = processesOf(world).find(({ command }) => command.includes(part));
      return now && now.pid !== victim!.pid ? now : undefined;
    });
  }
  await allAnswer();
});

test('a killed PostgreSQL comes back', async () => {
  const pid = Number(readFileSync(join(world.home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await eventually('another postmaster', () => {
    const now = Number(readFileSync(join(world.home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return now !== pid ? now : undefined;
  });
  await allAnswer();
});

test('after kill -9 of the supervisor no orphan stays, and the next start recovers', async () => {
  running.child.kill('SIGKILL');
  await isGone();
  running = start(world);
  await running.ready;
  await allAnswer();
});

test('a start right after kill -9 of the supervisor waits for what is still going down', async () => {
  running.child.kill('SIGKILL');
  running = start(world);
  await running.ready;
  await allAnswer();
});

test('after kill -9 of npm itself the platform ends, and no orphan stays', async () => {
  await stop(running);
  const npm = spawn('npm', ['start'], { cwd: ROOT, env: world.env, stdio: ['ignore', 'pipe', 'pipe'] });
  await new Promise<void>((resolve) => {
    npm.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('sealtrail ready') && resolve());
  });
  npm.kill('SIGKILL');
  await isGone();
  running = start(world);
  await running.ready;
});

test('after kill -9 of everything at once the next start recovers', async () => {
  for (const { pid } of processesOf(world)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // some end by themselves when their parent is gone
    }
  }
  running.child.kill('SIGKILL');
  await isGone();
  running = start(world);
  await running.ready;
  await allAnswer();
});

test('reset refuses while it runs, and empties the folder afterwards', async () => {
  const reset = async (): Promise<{ code: number | null; output: string }> => {
    const child = spawn(process.execPath, ['scripts/reset.mjs'], { env: world.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
  };
  expect(await reset()).toMatchObject({ code: 1, output: expect.stringContaining('Sealtrail is running') as string });
  await stop(running);
  expect(await reset()).toMatchObject({ code: 0 });
  expect(existsSync(join(world.home, 'config.json'))).toBe(false);
});

test('a busy port is named with its variable and the process that holds it', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(world.ports.API_PORT, '127.0.0.1', resolve));
  running = start(world, ['--empty']);
  expect(await running.exited).toBe(1);
  expect(running.output()).toContain(`Port ${world.ports.API_PORT} for the api is taken by process ${process.pid}`);
  expect(running.output()).toContain('API_PORT=');
  await new Promise((resolve) => server.close(resolve));
  expect(processesOf(world)).toEqual([]);
});

test.each([
  ['PORTAL_PORT', 'high', 'PORTAL_PORT must be a port'],
  ['SEALTRAIL_HOME', '/proc/sealtrail', 'There is no right to write to /proc/sealtrail'],
])('%s=%s is refused in one sentence', async (name, value, sentence) => {
  const refused = start({ ...world, env: { ...world.env, [name]: value } });
  expect(await refused.exited).toBe(1);
  expect(refused.output().trim().split('\n')).toHaveLength(1);
  expect(refused.output()).toContain(sentence);
});
