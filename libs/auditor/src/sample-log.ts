/** A log as capture and the ledger would have left it, made in one go: for tests and benchmarks of the audit. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import type { JsonObject } from '@sealtrail/bytes/json';
import { fromHex } from '@sealtrail/bytes/hex';
import { utf8 } from '@sealtrail/bytes/utf8';
import { createNativeSigner } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { eventHash } from '@sealtrail/epcis/event-hash';
import { contextOf, contextOfEvent } from '@sealtrail/epcis/event-list';
import { indexEvent } from '@sealtrail/epcis/index-event';
import { issueEventCredential, logEntry } from '@sealtrail/evidence/credential';
import { issueKeyStatement, keyThumbprint } from '@sealtrail/evidence/key-statement';
import type { TrustRoots } from '@sealtrail/evidence/types';
import { CompactRange } from '@sealtrail/merkle/compact-range';
import { leafHash } from '@sealtrail/merkle/hashing';
import { formatCheckpoint } from '@sealtrail/tlog/checkpoint';
import { signNote } from '@sealtrail/tlog/note';
import { tileSlot } from '@sealtrail/tlog/tile';
import { formatVkey, verifierKey } from '@sealtrail/tlog/vkey';
import type pg from 'pg';
import { identityKeys } from './side-rows.js';

const ORIGIN = 'log.sample/audit';
const ORGANISATION = '00000000-0000-4000-8000-000000000001';
const JOB = '00000000-0000-4000-8000-000000000002';
const CONTEXT = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'];
const { sha256 } = nativeSuite;
const seed = (name: string): Uint8Array => new Uint8Array(createHash('sha256').update(name).digest());

/** Fills an empty, migrated database with `events` events in batches, integrated and with one checkpoint. Answers its trust roots. */
export async function makeSampleLog(client: pg.ClientBase, events: number, perBatch: number): Promise<TrustRoots> {
  const logKey = createNativeSigner(seed('log'));
  const notary = createNativeSigner(seed('notary'));
  const kid = keyThumbprint(sha256, notary.publicKey);
  const statement = issueKeyStatement(sha256, { origin: ORIGIN, notaryKey: notary.publicKey, iat: 1, logKey });
  const tiles = new Map<string, Uint8Array[]>();
  const range = new CompactRange(sha256, (level, index, hash) => {
    const slot = tileSlot({ level, index });
    if (!slot) return;
    const name = `${slot.tile.level}/${slot.tile.index}`;
    const hashes = tiles.get(name);
    if (hashes) hashes.push(hash);
    else tiles.set(name, [hash]);
  });
  const context = contextOf({ '@context': CONTEXT });
  const contextValue = canonicalJson(CONTEXT);
  const contextId = createHash('sha256').update(contextValue).digest();

  await client.query('BEGIN');
  await client.query(`INSERT INTO organisation (id, slug, name) VALUES ($1, 'sample', 'Sample')`, [ORGANISATION]);
  await client.query(`INSERT INTO organisation_prefix VALUES ('9521321', $1)`, [ORGANISATION]);
  await client.query('INSERT INTO epcis_context VALUES ($1, $2)', [contextId, contextValue]);
  await client.query('INSERT INTO key_event VALUES (1, 0, $1, $2)', [kid, statement]);
  await insertBatch(1n, 0n, [logEntry(sha256, statement)]);
  await client.query(
    `INSERT INTO capture_job (id, organisation_id, created_by, created_at, running, success, error_behaviour, event_count, accepted) VALUES ($1, $2, 'sample', now(), false, true, 'rollback', $3, $3)`,
    [JOB, ORGANISATION, events],
  );
  for (let from = 0; from < events; from += perBatch) {
    const batchId = BigInt(2 + from / perBatch);
    const made = Array.from({ length: Math.min(perBatch, events - from) }, (_, pos) => makeEvent(from + pos, pos));
    const column = <T>(pick: (each: (typeof made)[number]) => T): T[] => made.map(pick);
    await client.query(
      `INSERT INTO event SELECT $1::bigint, pos, id, $2::uuid, $3::uuid, 'ObjectEvent', 'OBSERVE', time, text, '+01:00', record, 'shipping', 'in_transit', point, NULL, false, 2, hash, $4, payload, credential
         FROM unnest($5::int[], $6::text[], $7::timestamptz[], $8::text[], $9::timestamptz[], $10::text[], $11::bytea[], $12::bytea[], $13::text[])
           AS e(pos, id, time, text, record, point, hash, payload, credential)`,
      [
        batchId,
        ORGANISATION,
        JOB,
        contextId,
        column((e) => e.pos),
        column((e) => e.id),
        column((e) => e.time),
        column((e) => e.time),
        column((e) => e.recordTime),
        column((e) => e.index.readPoint),
        column((e) => e.hash),
        column((e) => e.payload),
        column((e) => e.jwt),
      ],
    );
    await client.query('INSERT INTO event_secret SELECT $1::bigint, * FROM unnest($2::int[], $3::bytea[])', [
      batchId,
      column((e) => e.pos),
      column((e) => e.secret),
    ]);
    await client.query(
      `INSERT INTO event_party SELECT $2::uuid, $1::bigint, pos, role FROM unnest($3::int[]) pos, unnest('{0,1}'::smallint[]) role`,
      [batchId, ORGANISATION, column((e) => e.pos)],
    );
    const keys = made.flatMap((e) =>
      identityKeys(sha256, e.event, e.id).map((key) => ({ pos: e.pos, key: Buffer.from(key) })),
    );
    await client.query(
      'INSERT INTO event_identity SELECT $2::uuid, key, $1::bigint, pos FROM unnest($3::int[], $4::bytea[]) i(pos, key)',
      [batchId, ORGANISATION, keys.map(({ pos }) => pos), keys.map(({ key }) => key)],
    );
    const items = made.flatMap((e) => e.index.items.map((item, ordinal) => ({ pos: e.pos, ordinal, ...item })));
    await client.query(
      'INSERT INTO event_item SELECT item, $1::bigint, pos, 0, ordinal, original FROM unnest($2::int[], $3::int[], $4::text[], $5::text[]) i(pos, ordinal, item, original)',
      [
        batchId,
        items.map((i) => i.pos),
        items.map((i) => i.ordinal),
        items.map((i) => i.item),
        items.map((i) => i.original),
      ],
    );
    await client.query(
      'INSERT INTO capture_job_event SELECT $1::uuid, $3::int + pos, $2::bigint, pos, false FROM unnest($4::int[]) pos',
      [JOB, batchId, from, column((e) => e.pos)],
    );
    await insertBatch(
      batchId,
      BigInt(1 + from),
      made.map((e) => logEntry(sha256, e.jwt)),
    );
  }
  await client.query('INSERT INTO log_head VALUES (1, $1, $2)', [ORIGIN, range.size]);
  await client.query('INSERT INTO log_tree VALUES (1, $1, $2, $3)', [
    range.size,
    Buffer.from(range.root()),
    Buffer.from(range.toBytes()),
  ]);
  for (const [name, hashes] of tiles) {
    const [level, index] = name.split('/');
    await client.query('INSERT INTO tile VALUES (1, $1, $2, $3, $4)', [
      level,
      index,
      hashes.length,
      Buffer.concat(hashes),
    ]);
  }
  const key = verifierKey(sha256, ORIGIN, logKey.publicKey);
  const note = signNote(formatCheckpoint({ origin: ORIGIN, size: range.size, root: range.root() }), [
    { ...key, sign: (text) => logKey.sign(text) },
  ]);
  await client.query('INSERT INTO checkpoint VALUES (1, $1, $2, $3, now())', [
    range.size,
    Buffer.from(range.root()),
    note,
  ]);
  await client.query('COMMIT');
  await client.query('ANALYZE');
  return { format: 'sealtrail-trust/1', log: { origin: ORIGIN, vkey: formatVkey(key) }, chain: null };

  async function insertBatch(batchId: bigint, first: bigint, entries: Uint8Array[]): Promise<void> {
    for (const entry of entries) range.append(leafHash(sha256, entry));
    await client.query('INSERT INTO log_batch VALUES (1, $1, $2, $3, $4, now())', [
      first,
      entries.length,
      batchId,
      Buffer.concat(entries),
    ]);
  }

  function makeEvent(number: number, pos: number) {
    const time = new Date(Date.UTC(2026, 0, 1) + 1000 * number).toISOString();
    const id = `urn:uuid:00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
    const epcList = [1, 2].map((i) => `urn:epc:id:sgtin:9521321.012345.${number}0${i}`);
    const event: JsonObject = {
      type: 'ObjectEvent',
      eventID: id,
      action: 'OBSERVE',
      eventTime: time,
      eventTimeZoneOffset: '+01:00',
      bizStep: 'shipping',
      disposition: 'in_transit',
      readPoint: { id: 'urn:epc:id:sgln:9521321.00001.0' },
      epcList,
    };
    const payload = Buffer.from(utf8(JSON.stringify(event)));
    const secret = Buffer.from(seed(`secret ${number}`));
    const recordTime = '2026-06-01T12:00:00.000Z';
    const envelope = { captured: sha256(payload), capturedBy: 'sample', eventID: id, recordTime };
    const { jwt } = issueEventCredential({
      origin: ORIGIN,
      event,
      envelope,
      secret,
      sha256,
      kid,
      sign: (message) => notary.sign(message),
    });
    const hash = Buffer.from(fromHex(eventHash(event, contextOfEvent(context, event), sha256).slice(14, 78)));
    return { pos, id, time, recordTime, event, payload, secret, jwt, hash, index: indexEvent(event, context) };
  }
}
