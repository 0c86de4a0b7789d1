import { equalBytes } from '@sealtrail/bytes/equal';
import { readRoot } from '@sealtrail/merkle/consistency-proof';
import { CompactRange } from '@sealtrail/merkle/compact-range';
import { leafHash } from '@sealtrail/merkle/hashing';
import { openCheckpoint } from '@sealtrail/tlog/checkpoint';
import { verifierKey } from '@sealtrail/tlog/vkey';
import { startTestDatabase, type TestDatabase } from '@sealtrail/testkit/database';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readHeads, readLatestCheckpoint } from './checkpoint.repository.js';
import { ensureLog } from './ensure-log.js';
import { integrateChunk } from './integrate.js';
import { ORIGIN, recordLeaves, startLog, suite, testKeys } from './ledger-testkit.js';
import { publishCheckpoint } from './publish.js';
import { tileNodeReader } from './tile-node-reader.js';
import { readEntries, readTree } from './tree.repository.js';

let database: TestDatabase;
let pool: pg.Pool;
const keys = testKeys();
const publish = () => publishCheckpoint(pool, { origin: ORIGIN, logKey: keys.log, suite, now: new Date() });

beforeEach(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 12 });
});
afterEach(async () => {
  await pool.end();
  await database.stop();
});

async function integrateAll(chunk?: number): Promise<void> {
  while ((await integrateChunk(pool, suite, chunk)).mayHaveMore);
}

describe('ensureLog', () => {
  test('makes one log however many start at once, and finds it again', async () => {
    await Promise.all(Array.from({ length: 8 }, () => startLog(pool, keys)));
    expect(await readHeads(pool)).toEqual({ recorded: 1n, integrated: 0n, published: 0n, anchored: 0n });
    expect((await pool.query('SELECT 1 FROM key_event')).rowCount).toBe(1);
  });

  test('refuses other keys and another origin with a sentence', async () => {
    await startLog(pool, keys);
    const start = (over: object) => ensureLog(pool, { origin: ORIGIN, keys, suite, now: new Date(), ...over });
    await expect(start({ keys: { ...keys, log: testKeys('x').log } })).rejects.toMatchObject({
      code: 'LEDGER_KEY_MISMATCH',
    });
    await expect(start({ keys: { ...keys, notary: testKeys('x').notary } })).rejects.toMatchObject({
      code: 'LEDGER_KEY_MISMATCH',
    });
    await expect(start({ origin: 'other' })).rejects.toMatchObject({ code: 'LEDGER_ORIGIN_MISMATCH' });
  });
});

describe('integrate and publish', () => {
  test('captures that overlap and abort leave no gap, and several integrators make one tree', async () => {
    await startLog(pool, keys);
    const captures = Promise.all(
      Array.from({ length: 6 }, async (_, k) => {
        for (let i = 0; i < 15; i++) await recordLeaves(pool, 1 + ((i * 7 + k) % 40), { abort: i % 5 === k % 5 });
      }),
    );
    let done = false;
    const integrators = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (!done) await integrateChunk(pool, suite, 64);
      }),
    );
    await captures;
    done = true;
    await integrators;
    await integrateAll();

    const heads = await readHeads(pool);
    expect(heads.integrated).toBe(heads.recorded);
    const entries = await readEntries(pool, 0n, heads.recorded);
    expect(BigInt(entries.length)).toBe(heads.recorded);
    const range = new CompactRange(suite.sha256);
    for (const entry of entries) range.append(leafHash(suite.sha256, entry));
    expect(equalBytes((await readTree(pool))!.root, range.root())).toBe(true);
    expect(await readRoot(suite.sha256, tileNodeReader(pool, suite.sha256), heads.recorded)).toEqual(range.root());
  });

  test('a checkpoint is signed once per size and continues the one before', async () => {
    await startLog(pool, keys);
    await integrateAll();
    const [a, b] = await Promise.all([publish(), publish()]);
    expect([a, b].filter(Boolean)).toHaveLength(1);
    expect(await publish()).toBeUndefined();
    await recordLeaves(pool, 700);
    await integrateAll(100);
    expect((await publish())?.size).toBe(701n);
    const latest = (await readLatestCheckpoint(pool))!;
    const { checkpoint } = openCheckpoint(suite, latest.note, verifierKey(suite.sha256, ORIGIN, keys.log.publicKey));
    expect(checkpoint).toMatchObject({ size: 701n, origin: ORIGIN });
  });

  test.each([
    ['a tile changed', `UPDATE tile SET hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) WHERE level = 0`],
    ['a tile deleted', 'DELETE FROM tile WHERE level = 0'],
    ['the tree set back', 'UPDATE log_tree SET size = 1'],
    ['the root changed', 'UPDATE log_tree SET root = set_byte(root, 0, get_byte(root, 0) # 1)'],
    ['the last checkpoint changed', `UPDATE checkpoint SET root = set_byte(root, 0, get_byte(root, 0) # 1)`],
  ])('signs nothing after %s', async (_, sql) => {
    await startLog(pool, keys);
    await recordLeaves(pool, 5);
    await integrateAll();
    await publish();
    await recordLeaves(pool, 5);
    await integrateAll();
    await pool.query(sql);
    await expect(publish()).rejects.toMatchObject({ code: 'LEDGER_INCONSISTENT' });
  });

  test('a missing batch stops integration by name', async () => {
    await startLog(pool, keys);
    await integrateAll();
    const first = await recordLeaves(pool, 3);
    await recordLeaves(pool, 3);
    await pool.query('DELETE FROM log_batch WHERE first_index = $1', [first.toString()]);
    await expect(integrateChunk(pool, suite)).rejects.toMatchObject({ code: 'LEDGER_GAP' });
    await expect(integrateChunk(pool, suite, 1)).rejects.toMatchObject({ code: 'LEDGER_GAP' });
  });
});
