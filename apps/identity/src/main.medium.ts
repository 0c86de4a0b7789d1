import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '@sealtrail/postgres/free-port';
import { startTestDatabase, type TestDatabase } from '@sealtrail/testkit/database';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

let database: TestDatabase;
let env: NodeJS.ProcessEnv;
let child: ChildProcess | undefined;

/** The built program under an IPC channel, as the supervisor starts it; without the test runner's own node options. */
const launch = (): ChildProcess => fork(MAIN, { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });

/** Starts it and waits for its word. */
async function start(): Promise<ChildProcess> {
  child = launch();
  let said = '';
  child.stderr?.on('data', (data) => (said += String(data)));
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  expect(message, said).toEqual({ type: 'ready' });
  expect((await fetch(`http://localhost:${env.IDENTITY_PORT}/health/ready`)).status).toBe(200);
  return child;
}

async function exitOf(process: ChildProcess, action: () => void): Promise<{ code: number | null; ms: number }> {
  const from = performance.now();
  const exit = once(process, 'exit') as Promise<[number | null]>;
  action();
  const [code] = await exit;
  return { code, ms: performance.now() - from };
}

beforeAll(async () => {
  if (!existsSync(MAIN))
    spawnSync(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`, '-b', 'apps/identity'], { cwd: ROOT });
  database = await startTestDatabase();
  env = { ...process.env, DATABASE_URL: database.url, IDENTITY_PORT: String(await freePort()) };
});
afterEach(() => {
  child?.kill('SIGKILL');
});
afterAll(async () => {
  await database?.stop();
});

test('SIGTERM and a lost parent end it at once, also with an open connection; kill -9 does not hinder the next start', async () => {
  const first = await start();
  const sigterm = await exitOf(first, () => first.kill('SIGTERM'));
  expect(sigterm.code).toBe(0);
  expect(sigterm.ms).toBeLessThan(2000);

  const second = await start();
  const orphaned = await exitOf(second, () => second.disconnect());
  expect(orphaned.code).toBe(0);
  expect(orphaned.ms).toBeLessThan(2000);

  const third = await start();
  await exitOf(third, () => third.kill('SIGKILL'));
  await start();
});

test('a second start on the same port says so in one sentence', async () => {
  await start();
  const second = launch();
  let said = '';
  second.stderr?.on('data', (data) => (said += String(data)));
  const [code] = (await once(second, 'exit')) as [number];
  expect(code).toBe(1);
  expect(said).toContain(`Port ${env.IDENTITY_PORT} is taken by another program`);
  expect(said).not.toContain('    at ');
});
