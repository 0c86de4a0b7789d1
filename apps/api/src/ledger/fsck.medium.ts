import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { fsck } from '@sealtrail/auditor/fsck';
import type { Finding, FsckReport } from '@sealtrail/auditor/types';
import { parseTrust } from '@sealtrail/evidence/trust';
import type { TrustRoots } from '@sealtrail/evidence/types';
import { setTimeout as sleep } from 'node:timers/promises';
import { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiHarness } from '../testing/api-harness.js';
import { AnchorChain } from './anchor-chain.js';
import { anchorLatest } from './anchor.js';
import { TestChain } from './chain-testkit.js';
import { integrateChunk } from './integrate.js';
import { LogService } from './log.service.js';
import { publishCheckpoint } from './publish.js';

let chain: TestChain;
let api: ApiHarness;
let client: pg.Client;
let trust: TrustRoots;

const BATCHES = 4;
const PER_BATCH = 3;

function document(batch: number): string {
  const eventList = Array.from({ length: PER_BATCH }, (_, i) => ({
    type: 'ObjectEvent',
    eventID: `urn:uuid:00000000-0000-4000-8000-${String(batch * 100 + i).padStart(12, '0')}`,
    action: 'OBSERVE',
    eventTime: `2026-03-0${batch + 1}T10:00:0${i}.000Z`,
    eventTimeZoneOffset: '+01:00',
    bizStep: 'shipping',
    disposition: 'in_transit',
    readPoint: { id: 'urn:epc:id:sgln:9521321.00001.0' },
    epcList: [`urn:epc:id:sgtin:9521321.012345.${batch}${i}1`, `urn:epc:id:sgtin:9521321.012345.${batch}${i}2`],
    destinationList: [{ type: 'owning_party', destination: 'urn:epc:id:sgln:9521987.00001.0' }],
  }));
  const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'];
  return JSON.stringify({
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-09T00:00:00.000Z',
    epcisBody: { eventList },
  });
}

async function anchorAll(): Promise<void> {
  const { pool } = api;
  const log = api.app.get(LogService, { strict: false });
  while ((await integrateChunk(pool, nativeSuite)).mayHaveMore);
  await publishCheckpoint(pool, { origin: log.origin, logKey: log.logKey, suite: nativeSuite, now: new Date() });
  const asked = new AnchorChain(new JsonRpcClient({ url: chain.url }));
  const modules = {
    pool,
    chain: asked,
    settings: log.anchor,
    suite: nativeSuite,
    now: () => new Date(),
    sleep: (ms: number) => sleep(ms),
    patienceMs: 3_000,
  };
  while ((await anchorLatest(modules)).state === 'waiting');
}

beforeAll(async () => {
  chain = await TestChain.start();
  api = await ApiHarness.start({ CHAIN_RPC_URL: chain.url });
  await api.organisation('maker', ['9521321']);
  await api.organisation('carrier', ['9521987']);
  const token = api.bearer({ roles: ['manufacturer'], organization: 'maker' });
  for (let batch = 0; batch < BATCHES; batch++) {
    expect((await api.capture(token, document(batch))).status).toBe(202);
    if (batch % 2 === 1) await anchorAll();
  }
  expect((await api.capture(token, document(0))).json).toMatchObject({ duplicates: PER_BATCH });
  trust = parseTrust(nativeSuite, (await api.request('/log/trust')).bytes);
  client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await api?.stop();
  await chain?.stop();
});

/** Damages the database inside a transaction that ends with the check: the next case finds it whole again. */
async function after(sql: string, options: { trusted?: boolean; online?: boolean } = {}): Promise<FsckReport> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await client.query(sql).catch(async (error: Error) => {
    await client.query('ROLLBACK');
    throw error;
  });
  const inside = new Proxy(client, {
    get: (target, name) =>
      name === 'query'
        ? (text: string, values?: unknown[]) =>
            text.startsWith('BEGIN') ? Promise.resolve({ rows: [] }) : target.query(text, values)
        : Reflect.get(target, name),
  });
  const { trusted = true, online = true } = options;
  return fsck({ client: inside, suite: nativeSuite, ...(trusted && { trust }), ...(online && { rpcUrl: chain.url }) });
}

const flip = (column: string): string => `${column} = set_byte(${column}, 3, get_byte(${column}, 3) # 1)`;
const second = `(SELECT batch_id FROM log_batch ORDER BY first_index OFFSET 2 LIMIT 1)`;
const third = `(SELECT batch_id FROM log_batch ORDER BY first_index OFFSET 3 LIMIT 1)`;
const here = `batch_id = ${second} AND pos = 1`;
const there = `batch_id = ${third} AND pos = 0`;
/** Exchanges columns of two rows of a table. */
const swap = (table: string, columns: readonly string[], a = here, b = there): string => `
  CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT ctid AS rid, (${a}) AS is_a, ${columns.join(', ')} FROM ${table} WHERE (${a}) OR (${b});
  UPDATE ${table} t SET ${columns.map((column) => `${column} = o.${column}`).join(', ')} FROM kept o, kept s WHERE t.ctid = s.rid AND s.is_a <> o.is_a;`;
const insertEvent = (batch: string, pos: number): string =>
  `CREATE TEMP TABLE slipped ON COMMIT DROP AS SELECT * FROM event WHERE ${here}; UPDATE slipped SET batch_id = ${batch}, pos = ${pos}, event_id = 'urn:x:slipped'; INSERT INTO event SELECT * FROM slipped`;

type Case = [name: string, sql: string, table: string, kind: Finding['kind'], column?: string];

const CASES: Case[] = [
  [
    'payload changed',
    `UPDATE event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), 'in_transit', 'in_progress'), 'UTF8') WHERE ${here}`,
    'event',
    'changed',
    'payload',
  ],
  ['payload made unreadable', `UPDATE event SET payload = 'x' WHERE ${here}`, 'event', 'changed', 'payload'],
  [
    'credential changed',
    `UPDATE event SET credential = replace(credential, 'e', 'f') WHERE ${here}`,
    'event',
    'changed',
    'credential',
  ],
  ['disposition changed', `UPDATE event SET disposition = 'recalled' WHERE ${here}`, 'event', 'changed', 'disposition'],
  [
    'event time changed',
    `UPDATE event SET event_time = event_time + interval '1 day' WHERE ${here}`,
    'event',
    'changed',
    'event_time',
  ],
  [
    'record time changed',
    `UPDATE event SET record_time = record_time + interval '1 day' WHERE ${here}`,
    'event',
    'changed',
    'record_time',
  ],
  ['event id changed', `UPDATE event SET event_id = 'urn:uuid:other' WHERE ${here}`, 'event', 'changed', 'event_id'],
  [
    'organisation changed',
    `UPDATE event SET organisation_id = (SELECT id FROM organisation WHERE slug = 'carrier') WHERE ${here}`,
    'event',
    'changed',
    'organisation_id',
  ],
  ['cbv hash changed', `UPDATE event SET ${flip('cbv_hash')} WHERE ${here}`, 'event', 'changed', 'cbv_hash'],
  ['event deleted', `DELETE FROM event WHERE ${here}`, 'event', 'deleted'],
  ['event inserted beyond its batch', insertEvent(second, 77), 'event', 'inserted'],
  ['event inserted in a batch of its own', insertEvent('999999', 0), 'event', 'inserted'],
  ['payloads swapped', swap('event', ['payload']), 'event', 'swapped', 'payload'],
  [
    'payloads and columns swapped',
    swap('event', ['payload', 'event_id', 'event_time', 'event_time_text', 'cbv_hash']),
    'event',
    'swapped',
    'payload',
  ],
  [
    'whole events swapped',
    swap('event', [
      'payload',
      'credential',
      'event_id',
      'event_time',
      'event_time_text',
      'cbv_hash',
      'record_time',
      'capture_job_id',
    ]),
    'event',
    'swapped',
  ],
  [
    'positions swapped',
    `UPDATE event SET pos = 100 WHERE ${here}; UPDATE event SET pos = 1 WHERE batch_id = ${second} AND pos = 0; UPDATE event SET pos = 0 WHERE batch_id = ${second} AND pos = 100`,
    'event',
    'swapped',
  ],
  ['secret changed', `UPDATE event_secret SET ${flip('secret')} WHERE ${here}`, 'event_secret', 'changed', 'secret'],
  ['secret deleted', `DELETE FROM event_secret WHERE ${here}`, 'event_secret', 'deleted'],
  ['secret inserted', `INSERT INTO event_secret VALUES (999999, 0, 'x')`, 'event_secret', 'inserted'],
  ['secrets swapped', swap('event_secret', ['secret']), 'event_secret', 'swapped', 'secret'],
  [
    'item changed',
    `UPDATE event_item SET item = 'https://id.gs1.org/01/09521321000000/21/9' WHERE ${here} AND ordinal = 1`,
    'event_item',
    'changed',
    'item',
  ],
  [
    'item quantity changed',
    `UPDATE event_item SET quantity = 7 WHERE ${here} AND ordinal = 1`,
    'event_item',
    'changed',
    'quantity',
  ],
  ['item deleted', `DELETE FROM event_item WHERE ${here} AND ordinal = 1`, 'event_item', 'deleted'],
  ['item inserted', `INSERT INTO event_item VALUES ('x', ${second}, 1, 0, 9, 'x')`, 'event_item', 'inserted'],
  [
    'item inserted without event',
    `INSERT INTO event_item VALUES ('x', 999999, 1, 0, 9, 'x')`,
    'event_item',
    'inserted',
  ],
  [
    'items swapped',
    swap('event_item', ['item', 'original'], `${here} AND ordinal = 0`, `${there} AND ordinal = 0`),
    'event_item',
    'swapped',
  ],
  [
    'party changed',
    `UPDATE event_party SET organisation_id = gen_random_uuid() WHERE ${here} AND role = 0`,
    'event_party',
    'changed',
    'organisation_id',
  ],
  ['capturing party deleted', `DELETE FROM event_party WHERE ${here} AND role = 0`, 'event_party', 'deleted'],
  ['receiving party deleted', `DELETE FROM event_party WHERE ${here} AND role = 4`, 'event_party', 'deleted'],
  ['party inserted', `INSERT INTO event_party VALUES (gen_random_uuid(), ${second}, 1, 3)`, 'event_party', 'inserted'],
  [
    'party inserted without event',
    `INSERT INTO event_party VALUES (gen_random_uuid(), 999999, 1, 3)`,
    'event_party',
    'inserted',
  ],
  [
    'identity points elsewhere',
    `UPDATE event_identity SET batch_id = ${third}, pos = 0 WHERE ctid = (SELECT ctid FROM event_identity WHERE ${here} LIMIT 1)`,
    'event_identity',
    'changed',
    'batch_id',
  ],
  [
    'identity key changed',
    `UPDATE event_identity SET ${flip('key')} WHERE ctid = (SELECT ctid FROM event_identity WHERE ${here} LIMIT 1)`,
    'event_identity',
    'deleted',
  ],
  [
    'identity deleted',
    `DELETE FROM event_identity WHERE ctid = (SELECT ctid FROM event_identity WHERE ${here} LIMIT 1)`,
    'event_identity',
    'deleted',
  ],
  [
    'identity inserted',
    `INSERT INTO event_identity SELECT organisation_id, 'x', batch_id, pos FROM event WHERE ${here}`,
    'event_identity',
    'inserted',
  ],
  [
    'identities swapped',
    `UPDATE event_identity SET batch_id = -1 WHERE ${here}; UPDATE event_identity SET batch_id = ${second}, pos = 1 WHERE ${there}; UPDATE event_identity SET batch_id = ${third}, pos = 0 WHERE batch_id = -1`,
    'event_identity',
    'swapped',
    'batch_id',
  ],
  [
    'job row changed',
    `UPDATE capture_job_event SET batch_id = ${third}, pos = 0 WHERE ${here} AND NOT duplicate`,
    'capture_job_event',
    'changed',
    'batch_id',
  ],
  [
    'job row called a duplicate',
    `UPDATE capture_job_event SET duplicate = true WHERE ${here}`,
    'capture_job_event',
    'changed',
    'duplicate',
  ],
  ['job row deleted', `DELETE FROM capture_job_event WHERE ${here}`, 'capture_job_event', 'deleted'],
  [
    'duplicate job row deleted',
    `DELETE FROM capture_job_event WHERE ctid = (SELECT ctid FROM capture_job_event WHERE duplicate LIMIT 1)`,
    'capture_job_event',
    'deleted',
  ],
  [
    'job row inserted',
    `INSERT INTO capture_job_event SELECT job_id, 99, ${third}, 0, false FROM capture_job_event WHERE ${here}`,
    'capture_job_event',
    'inserted',
  ],
  [
    'job rows swapped',
    `UPDATE capture_job_event SET pos = 2 - pos WHERE batch_id = ${second} AND NOT duplicate`,
    'capture_job_event',
    'swapped',
  ],
  [
    'batch entries changed',
    `UPDATE log_batch SET ${flip('entries')} WHERE batch_id = ${second}`,
    'log_batch',
    'changed',
    'entries',
  ],
  [
    'batch entries reordered',
    `UPDATE log_batch SET entries = substring(entries FROM 33 FOR 32) || substring(entries FROM 1 FOR 32) || substring(entries FROM 65) WHERE batch_id = ${second}`,
    'log_batch',
    'swapped',
    'entries',
  ],
  ['batch deleted', `DELETE FROM log_batch WHERE batch_id = ${second}`, 'log_batch', 'deleted'],
  [
    'last batch deleted',
    `DELETE FROM log_batch WHERE first_index = (SELECT max(first_index) FROM log_batch)`,
    'log_batch',
    'deleted',
  ],
  ['two batches deleted', `DELETE FROM log_batch WHERE batch_id IN (${second}, ${third})`, 'log_batch', 'deleted'],
  [
    'batch moved away',
    `UPDATE log_batch SET first_index = 1000 WHERE batch_id = ${second}`,
    'log_batch',
    'changed',
    'first_index',
  ],
  [
    'batch id changed',
    `UPDATE log_batch SET batch_id = 888888 WHERE batch_id = ${second}`,
    'log_batch',
    'changed',
    'batch_id',
  ],
  [
    'batch inserted at the end',
    `INSERT INTO log_batch SELECT 1, next_index, 1, 777777, decode(repeat('ab', 32), 'hex'), now() FROM log_head`,
    'log_batch',
    'inserted',
  ],
  [
    'batches swapped',
    `CREATE TEMP TABLE two ON COMMIT DROP AS SELECT array_agg(first_index ORDER BY first_index) f FROM log_batch WHERE batch_id IN (${second}, ${third}); UPDATE log_batch SET first_index = 5000 WHERE first_index = (SELECT f[1] FROM two); UPDATE log_batch SET first_index = (SELECT f[1] FROM two) WHERE first_index = (SELECT f[2] FROM two); UPDATE log_batch SET first_index = (SELECT f[2] FROM two) WHERE first_index = 5000`,
    'log_batch',
    'swapped',
    'entries',
  ],
  ['head moved on', 'UPDATE log_head SET next_index = next_index + 3', 'log_head', 'changed', 'next_index'],
  ['head set back', 'UPDATE log_head SET next_index = next_index - 3', 'log_head', 'changed', 'next_index'],
  ['head renamed', `UPDATE log_head SET origin = 'other'`, 'log_head', 'changed', 'origin'],
  ['head deleted', 'DELETE FROM log_head', 'log_head', 'deleted'],
  ['head inserted', `INSERT INTO log_head VALUES (2, 'x', 0)`, 'log_head', 'inserted'],
  [
    'key statement changed',
    `UPDATE key_event SET statement = replace(statement, 'e', 'f')`,
    'key_event',
    'changed',
    'statement',
  ],
  ['key id changed', `UPDATE key_event SET kid = 'x'`, 'key_event', 'changed', 'kid'],
  ['key event deleted', 'DELETE FROM key_event', 'key_event', 'deleted'],
  ['key event inserted', `INSERT INTO key_event VALUES (999999, 0, 'x', 'a.b.c')`, 'key_event', 'inserted'],
  ['tree size changed', 'UPDATE log_tree SET size = size - 1', 'log_tree', 'changed', 'size'],
  ['tree root changed', `UPDATE log_tree SET ${flip('root')}`, 'log_tree', 'changed', 'root'],
  [
    'frontier changed',
    `UPDATE log_tree SET frontier = set_byte(frontier, 20, get_byte(frontier, 20) # 1)`,
    'log_tree',
    'changed',
    'frontier',
  ],
  ['tree deleted', 'DELETE FROM log_tree', 'log_tree', 'deleted'],
  ['tree inserted', `INSERT INTO log_tree SELECT 2, size, root, frontier FROM log_tree`, 'log_tree', 'inserted'],
  ['tile changed', `UPDATE tile SET ${flip('hashes')}`, 'tile', 'changed', 'hashes'],
  [
    'tile cut',
    `UPDATE tile SET width = width - 1, hashes = substring(hashes FROM 1 FOR octet_length(hashes) - 32)`,
    'tile',
    'changed',
    'hashes',
  ],
  ['tile deleted', 'DELETE FROM tile', 'tile', 'deleted'],
  ['tile inserted', 'INSERT INTO tile SELECT log_id, level, 7, width, hashes FROM tile', 'tile', 'inserted'],
  ['tile slipped in above', 'INSERT INTO tile SELECT log_id, 1, 0, width, hashes FROM tile', 'tile', 'inserted'],
  [
    'checkpoint root changed',
    `UPDATE checkpoint SET ${flip('root')} WHERE size = (SELECT max(size) FROM checkpoint)`,
    'checkpoint',
    'changed',
    'root',
  ],
  [
    'checkpoint note changed',
    `UPDATE checkpoint SET note = replace(note, 'log.test', 'log.tesu') WHERE size = (SELECT max(size) FROM checkpoint)`,
    'checkpoint',
    'changed',
    'note',
  ],
  [
    'checkpoint size changed',
    `UPDATE checkpoint SET size = size - 1 WHERE size = (SELECT max(size) FROM checkpoint)`,
    'checkpoint',
    'changed',
    'size',
  ],
  [
    'checkpoint deleted',
    'DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)',
    'checkpoint',
    'deleted',
  ],
  [
    'checkpoint inserted',
    `INSERT INTO checkpoint SELECT log_id, size - 1, root, note, created_at FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)`,
    'checkpoint',
    'inserted',
  ],
  [
    'checkpoints swapped',
    `CREATE TEMP TABLE cp ON COMMIT DROP AS SELECT array_agg(size ORDER BY size) s FROM checkpoint; UPDATE checkpoint SET size = 9999 WHERE size = (SELECT s[1] FROM cp); UPDATE checkpoint SET size = (SELECT s[1] FROM cp) WHERE size = (SELECT s[2] FROM cp); UPDATE checkpoint SET size = (SELECT s[2] FROM cp) WHERE size = 9999`,
    'checkpoint',
    'swapped',
    'size',
  ],
  [
    'anchor transaction changed',
    `UPDATE anchor SET tx_hash = '0x' || repeat('ab', 32) WHERE size = (SELECT max(size) FROM anchor)`,
    'anchor',
    'changed',
    'tx_hash',
  ],
  [
    'anchor block changed',
    `UPDATE anchor SET block_hash = '0x' || repeat('ab', 32) WHERE size = (SELECT max(size) FROM anchor)`,
    'anchor',
    'changed',
    'block_hash',
  ],
  [
    'anchor block number changed',
    `UPDATE anchor SET block_number = block_number + 1 WHERE size = (SELECT max(size) FROM anchor)`,
    'anchor',
    'changed',
    'block_number',
  ],
  [
    'anchor publisher changed',
    `UPDATE anchor SET publisher = '0x' || repeat('ab', 20) WHERE size = (SELECT min(size) FROM anchor)`,
    'anchor',
    'changed',
    'publisher',
  ],
  [
    'anchor proof changed',
    `UPDATE anchor SET proof = jsonb_set(proof, '{header}', to_jsonb(overlay(proof->>'header' placing '00' from 60))) WHERE size = (SELECT max(size) FROM anchor)`,
    'anchor',
    'changed',
    'proof',
  ],
  [
    'anchor called unfinished',
    `UPDATE anchor SET status = 'sent' WHERE size = (SELECT max(size) FROM anchor)`,
    'anchor',
    'changed',
    'status',
  ],
  ['anchor deleted', 'DELETE FROM anchor WHERE size = (SELECT max(size) FROM anchor)', 'anchor', 'deleted'],
  [
    'anchor inserted',
    `INSERT INTO anchor SELECT log_id, size - 1, chain_id, contract, publisher, 'sent', tx_hash, '0x', sent_at FROM anchor WHERE size = (SELECT max(size) FROM anchor)`,
    'anchor',
    'inserted',
  ],
  [
    'anchors swapped',
    `CREATE TEMP TABLE an ON COMMIT DROP AS SELECT array_agg(size ORDER BY size) s FROM anchor; UPDATE anchor SET size = 9999 WHERE size = (SELECT s[1] FROM an); UPDATE anchor SET size = (SELECT s[1] FROM an) WHERE size = (SELECT s[2] FROM an); UPDATE anchor SET size = (SELECT s[2] FROM an) WHERE size = 9999`,
    'anchor',
    'swapped',
    'size',
  ],
];

describe('fsck', () => {
  test('finds nothing where nothing is wrong, and counts what it saw', async () => {
    const report = await after('SELECT 1');
    expect(report.findings).toEqual([]);
    expect(report.skipped).toEqual([]);
    expect(report.erasures).toEqual([]);
    expect(report.counts).toMatchObject({
      leaves: 1 + BATCHES * PER_BATCH,
      events: BATCHES * PER_BATCH,
      checkpoints: 2,
      anchors: 2,
    });
  });

  test('without trust roots and chain it says what it could not check', async () => {
    const report = await after('SELECT 1', { trusted: false, online: false });
    expect(report.findings).toEqual([]);
    expect(report.skipped.join(' ')).toMatch(/No trust roots.*No trusted validators.*No chain was given/);
  });

  test.each(CASES)('%s', async (_, sql, table, kind, column) => {
    const { findings } = await after(sql);
    expect(findings[0], JSON.stringify(findings, null, 1)).toMatchObject({ table, kind, ...(column && { column }) });
    // one cause, a few rows: no flood of what follows from it (an event has two identity keys)
    expect(findings.length, JSON.stringify(findings, null, 1)).toBeLessThanOrEqual(table === 'event_identity' ? 4 : 2);
    expect(new Set(findings.map((finding) => finding.table))).toEqual(new Set([table]));
    for (const finding of findings) expect(finding.sentence).toMatch(/\.$/);
  });

  test('an erasure is told from tampering', async () => {
    const report = await after(`DELETE FROM event_secret WHERE ${here}; UPDATE event SET payload = '' WHERE ${here}`);
    expect(report.findings).toEqual([]);
    expect(report.erasures).toHaveLength(1);
  });

  test('a rewrite of event, entry, tile and tree by somebody without the keys still shows', async () => {
    const { findings } = await after(`
      UPDATE event SET credential = replace(credential, 'e', 'f') WHERE ${here};
      UPDATE log_batch SET entries = overlay(entries placing sha256(convert_to((SELECT credential FROM event WHERE ${here}), 'UTF8')) from 33) WHERE batch_id = ${second};
      UPDATE tile SET hashes = overlay(hashes placing sha256('\\x00'::bytea || sha256(convert_to((SELECT credential FROM event WHERE ${here}), 'UTF8'))) from 1 + 32 * ((SELECT first_index::int FROM log_batch WHERE batch_id = ${second}) + 1)) WHERE level = 0;`);
    expect(findings.map(({ table }) => table)).toContain('event');
    expect(findings.map(({ table }) => table)).toContain('log_batch');
  });
});
