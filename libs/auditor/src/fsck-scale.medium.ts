import { nativeSuite } from '@sealtrail/crypto/native-suite';
import type { TrustRoots } from '@sealtrail/evidence/types';
import { startTestDatabase, type TestDatabase } from '@sealtrail/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fsck } from './fsck.js';
import { makeSampleLog } from './sample-log.js';
import type { FsckReport } from './types.js';

const EVENTS = 3000;
let database: TestDatabase;
let client: pg.Client;
let trust: TrustRoots;

beforeAll(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  trust = await makeSampleLog(client, EVENTS, 100);
});
afterAll(async () => {
  await client.end();
  await database.stop();
});

async function after(sql: string): Promise<FsckReport> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await client.query(sql);
  const inside = new Proxy(client, {
    get: (target, name) =>
      name === 'query'
        ? (text: string, values?: unknown[]) =>
            text.startsWith('BEGIN') ? Promise.resolve({ rows: [] }) : target.query(text, values)
        : Reflect.get(target, name),
  });
  return fsck({ client: inside, suite: nativeSuite, trust });
}

test('a log of many tiles is clean, and nothing was written', async () => {
  const report = await fsck({ client, suite: nativeSuite, trust });
  expect(report.findings).toEqual([]);
  expect(report.counts).toMatchObject({ leaves: EVENTS + 1, events: EVENTS, tiles: 13 });
});

test.each([
  [
    'a full tile changed',
    `UPDATE tile SET hashes = set_byte(hashes, 99, get_byte(hashes, 99) # 1) WHERE level = 0 AND idx = 3`,
    ['tile'],
    1,
  ],
  [
    'two full tiles swapped',
    `UPDATE tile SET idx = 99 WHERE level = 0 AND idx = 3; UPDATE tile SET idx = 3 WHERE level = 0 AND idx = 5; UPDATE tile SET idx = 5 WHERE level = 0 AND idx = 99`,
    ['tile'],
    2,
  ],
  [
    'an upper tile changed',
    `UPDATE tile SET hashes = set_byte(hashes, 99, get_byte(hashes, 99) # 1) WHERE level = 1`,
    ['tile'],
    1,
  ],
  ['all tiles gone', 'DELETE FROM tile', ['tile'], 13],
  [
    'a batch across two tiles changed',
    `UPDATE log_batch SET entries = set_byte(entries, 1000, get_byte(entries, 1000) # 1) WHERE first_index = 201`,
    ['log_batch'],
    1,
  ],
  [
    'batch and tile changed at once',
    `UPDATE log_batch SET entries = set_byte(entries, 1000, get_byte(entries, 1000) # 1) WHERE first_index = 201; UPDATE tile SET hashes = set_byte(hashes, 99, get_byte(hashes, 99) # 1) WHERE level = 0 AND idx = 7`,
    ['log_batch', 'tile'],
    2,
  ],
  ['three batches deleted', 'DELETE FROM log_batch WHERE first_index IN (301, 401, 1001)', ['log_batch'], 3],
  [
    'a batch and its events deleted',
    'DELETE FROM event WHERE batch_id = 5; DELETE FROM log_batch WHERE batch_id = 5',
    ['log_batch'],
    1,
  ],
  ['every tenth payload changed', `UPDATE event SET payload = payload || ' ' WHERE pos % 10 = 0`, ['event'], 300],
  ['every tenth event deleted', `DELETE FROM event WHERE pos % 10 = 0`, ['event'], 300],
] as const)('%s', async (_, sql, tables, most) => {
  const { findings } = await after(sql);
  const found = [...new Set(findings.map(({ table }) => table))];
  expect(findings[0]?.table, JSON.stringify(findings.slice(0, 5))).toBe(tables[0]);
  for (const table of found) expect(tables as readonly string[]).toContain(table);
  expect(findings.length).toBeLessThanOrEqual(most);
});
