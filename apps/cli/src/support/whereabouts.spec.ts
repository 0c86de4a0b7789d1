import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropLock, takeLock } from '../supervisor/lock.js';
import { whereabouts } from './whereabouts.js';

const running = {
  url: 'http://localhost:13000',
  api: 'http://127.0.0.1:14000',
  identity: 'http://localhost:18180',
  chain: 'http://127.0.0.1:18545',
  databasePort: 15_432,
};
let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'sealtrail-where-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('a platform that runs on other ports is found without telling the ports again', async () => {
  await takeLock(home, running);
  expect(whereabouts({ SEALTRAIL_HOME: home })).toMatchObject(running);
  dropLock(home);
  expect(whereabouts({ SEALTRAIL_HOME: home })).toMatchObject({ api: 'http://127.0.0.1:4000', databasePort: 54_329 });
});

test('what the environment names comes first', async () => {
  await takeLock(home, running);
  const env = {
    SEALTRAIL_HOME: home,
    KEYCLOAK_URL: 'https://id.example.org',
    CHAIN_RPC_URL: 'https://rpc.example.org',
  };
  expect(whereabouts(env)).toMatchObject({
    identity: 'https://id.example.org',
    chain: 'https://rpc.example.org',
    api: running.api,
  });
  dropLock(home);
});
