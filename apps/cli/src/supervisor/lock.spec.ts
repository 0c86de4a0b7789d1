import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropLock, markLock, readLock, takeLock } from './lock.js';
import { startTimeOf } from './process-info.js';

const urls = {
  url: 'http://localhost:3000',
  api: 'http://127.0.0.1:4000',
  identity: 'http://localhost:8180',
  chain: 'http://127.0.0.1:8545',
  databasePort: 54_329,
};
let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'sealtrail-lock-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const lockOf = (pid: number, startTime: string): string =>
  JSON.stringify({ pid, startTime, parent: process.ppid, ...urls, state: 'ready' });

test('is taken, marked and given back', async () => {
  expect(await takeLock(home, urls)).toEqual({ unclean: false });
  markLock(home, 'ready');
  expect(readLock(home)).toMatchObject({ pid: process.pid, state: 'ready' });
  dropLock(home);
  expect(existsSync(join(home, 'supervisor.lock'))).toBe(false);
});

test('a living holder is named with the way to stop it', async () => {
  writeFileSync(join(home, 'supervisor.lock'), lockOf(process.ppid, startTimeOf(process.ppid)!));
  await expect(takeLock(home, urls)).rejects.toThrow(`kill ${process.ppid}`);
});

test('the lock of a dead process, or of one whose number was used again, is taken over', async () => {
  writeFileSync(join(home, 'supervisor.lock'), lockOf(process.ppid, 'another time'));
  expect(await takeLock(home, urls)).toEqual({ unclean: true });
  expect(JSON.parse(readFileSync(join(home, 'supervisor.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
});

test('a torn lock file is taken over', async () => {
  writeFileSync(join(home, 'supervisor.lock'), '{"pid":');
  expect(await takeLock(home, urls)).toEqual({ unclean: true });
});
