/** Reads the log in windows of leaves: what each table says about each leaf, side by side. */
import type { Sha256 } from '@sealtrail/merkle/hashing';
import { leafHash } from '@sealtrail/merkle/hashing';
import { logEntry } from '@sealtrail/evidence/credential';
import type pg from 'pg';
import type { Layout, Segment } from './layout.js';
import { LOG_ID } from './types.js';

/** Leaves per window, a multiple of 256 so that tiles are never cut. */
export const WINDOW = 2048;

export interface EventRow {
  readonly batch_id: string;
  readonly pos: number;
  readonly event_id: string;
  readonly organisation_id: string;
  readonly slug: string | null;
  readonly capture_job_id: string;
  readonly type: string;
  readonly action: string | null;
  readonly event_time: Date;
  readonly event_time_text: string;
  readonly event_time_zone_offset: string;
  readonly record_time: Date;
  readonly biz_step: string | null;
  readonly disposition: string | null;
  readonly read_point: string | null;
  readonly biz_location: string | null;
  readonly error_declaration: boolean;
  readonly item_count: number;
  readonly cbv_hash: Buffer;
  readonly context_id: Buffer;
  readonly payload: Buffer;
  readonly credential: string;
  readonly secret: Buffer | null;
}

export interface KeyRow {
  readonly batch_id: string;
  readonly pos: number;
  readonly kid: string;
  readonly statement: string;
}

/** All that is said of one leaf. */
export interface Leaf {
  readonly index: bigint;
  readonly batchId: string;
  readonly pos: number;
  /** First index of the batch row, as stored; undefined when the row is gone. */
  readonly row: bigint | undefined;
  /** Leaf hash by the batch row, by the tile, and by the event or key event. */
  readonly byBatch: Uint8Array | undefined;
  byTile: Uint8Array | undefined;
  byRow: Uint8Array | undefined;
  event: EventRow | undefined;
  keyEvent: KeyRow | undefined;
}

const EVENT_SQL = `
  SELECT e.batch_id::text, e.pos, e.event_id, e.organisation_id::text, o.slug, e.capture_job_id::text, e.type, e.action, e.event_time, e.event_time_text,
         e.event_time_zone_offset, e.record_time, e.biz_step, e.disposition, e.read_point, e.biz_location, e.error_declaration, e.item_count,
         e.cbv_hash, e.context_id, e.payload, e.credential, s.secret
    FROM unnest($1::bigint[], $2::int[], $3::int[]) AS w(batch_id, low, high)
    JOIN event e ON e.batch_id = w.batch_id AND e.pos BETWEEN w.low AND w.high
    LEFT JOIN event_secret s ON s.batch_id = e.batch_id AND s.pos = e.pos
    LEFT JOIN organisation o ON o.id = e.organisation_id`;

/** The leaves of the log, window by window, in order. */
export async function* readLeaves(client: pg.ClientBase, layout: Layout, sha256: Sha256): AsyncGenerator<Leaf[]> {
  const segments = readSegments(client, layout);
  let segment = await next(segments);
  for (let from = 0n; from < layout.size; from += BigInt(WINDOW)) {
    const to = from + BigInt(WINDOW) < layout.size ? from + BigInt(WINDOW) : layout.size;
    const leaves: Leaf[] = [];
    while (segment && segment.first < to) {
      const end = segment.first + BigInt(segment.n);
      for (let at = segment.first > from ? segment.first : from; at < end && at < to; at++)
        leaves.push(leafOf(segment, at, sha256));
      if (end > to) break;
      segment = await next(segments);
    }
    await addTiles(client, leaves);
    await addRows(client, leaves, sha256);
    yield leaves;
  }
}

interface StoredSegment extends Segment {
  readonly row: bigint | undefined;
  readonly entries: Uint8Array | undefined;
}

async function next(segments: AsyncGenerator<StoredSegment>): Promise<StoredSegment | undefined> {
  const { value, done } = await segments.next();
  return done ? undefined : value;
}

function leafOf({ first, batchId, row, entries }: StoredSegment, index: bigint, sha256: Sha256): Leaf {
  const pos = Number(index - first);
  const byBatch = entries && leafHash(sha256, entries.subarray(32 * pos, 32 * pos + 32));
  return {
    index,
    batchId,
    pos,
    row,
    byBatch,
    byTile: undefined,
    byRow: undefined,
    event: undefined,
    keyEvent: undefined,
  };
}

/** Batch rows in order, without those that do not belong, with those that are known to be missing. */
async function* readSegments(client: pg.ClientBase, layout: Layout): AsyncGenerator<StoredSegment> {
  const repaired = [...layout.repaired];
  const name = 'sealtrail_fsck_batches';
  await client.query(
    `DECLARE ${name} NO SCROLL CURSOR FOR SELECT first_index::text AS first, n, batch_id::text, entries FROM log_batch WHERE log_id = ${LOG_ID} ORDER BY log_batch.first_index`,
  );
  for (;;) {
    const { rows } = await client.query<{ first: string; n: number; batch_id: string; entries: Buffer }>(
      `FETCH 512 FROM ${name}`,
    );
    for (const row of rows) {
      const first = BigInt(row.first);
      if (layout.ignored.has(first)) continue;
      while (repaired[0] && repaired[0].first < first)
        yield { ...repaired.shift()!, row: undefined, entries: undefined };
      yield { first, n: row.n, batchId: layout.batchIds.get(first) ?? row.batch_id, row: first, entries: row.entries };
    }
    if (rows.length === 0) break;
  }
  for (const segment of repaired) yield { ...segment, row: undefined, entries: undefined };
  await client.query(`CLOSE ${name}`);
}

async function addTiles(client: pg.ClientBase, leaves: readonly Leaf[]): Promise<void> {
  if (leaves.length === 0) return;
  const { rows } = await client.query<{ idx: string; hashes: Buffer }>(
    'SELECT idx::text, hashes FROM tile WHERE log_id = $1 AND level = 0 AND idx BETWEEN $2::bigint AND $3::bigint',
    [LOG_ID, String(leaves[0]!.index >> 8n), String(leaves.at(-1)!.index >> 8n)],
  );
  const tiles = new Map(rows.map(({ idx, hashes }) => [idx, hashes]));
  for (const leaf of leaves) {
    const hashes = tiles.get(String(leaf.index >> 8n));
    const at = 32 * Number(leaf.index & 255n);
    if (hashes && hashes.length >= at + 32) leaf.byTile = hashes.subarray(at, at + 32);
  }
}

async function addRows(client: pg.ClientBase, leaves: readonly Leaf[], sha256: Sha256): Promise<void> {
  const ranges = new Map<string, { low: number; high: number }>();
  const byPlace = new Map<string, Leaf>();
  for (const leaf of leaves) {
    byPlace.set(`${leaf.batchId}/${leaf.pos}`, leaf);
    const range = ranges.get(leaf.batchId);
    if (range) range.high = leaf.pos;
    else ranges.set(leaf.batchId, { low: leaf.pos, high: leaf.pos });
  }
  const values = [
    [...ranges.keys()],
    [...ranges.values()].map(({ low }) => low),
    [...ranges.values()].map(({ high }) => high),
  ];
  const events = await client.query<EventRow>(EVENT_SQL, values);
  for (const row of events.rows) {
    const leaf = byPlace.get(`${row.batch_id}/${row.pos}`);
    if (!leaf) continue;
    leaf.event = row;
    leaf.byRow = leafHash(sha256, logEntry(sha256, row.credential));
  }
  const keys = await client.query<KeyRow>(
    `SELECT k.batch_id::text, k.pos, k.kid, k.statement FROM unnest($1::bigint[], $2::int[], $3::int[]) AS w(batch_id, low, high)
       JOIN key_event k ON k.batch_id = w.batch_id AND k.pos BETWEEN w.low AND w.high`,
    values,
  );
  for (const row of keys.rows) {
    const leaf = byPlace.get(`${row.batch_id}/${row.pos}`);
    if (!leaf || leaf.event) continue;
    leaf.keyEvent = row;
    leaf.byRow = leafHash(sha256, logEntry(sha256, row.statement));
  }
}
