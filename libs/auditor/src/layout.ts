/** Which batch stands where in the log, with damage to the batch rows named and, as far as can be told, seen through. */
import type pg from 'pg';
import type { Findings } from './findings.js';
import { LOG_ID } from './types.js';

export interface Segment {
  readonly first: bigint;
  readonly n: number;
  readonly batchId: string;
}

export interface Layout {
  /** Leaves that there should be. */
  readonly size: bigint;
  /** Batch rows that stand where none belongs, by first index. */
  readonly ignored: ReadonlySet<bigint>;
  /** Segments whose batch row is gone or stands elsewhere, ascending. */
  readonly repaired: readonly Segment[];
  /** Batch id that belongs to a row, where the row names another. */
  readonly batchIds: ReadonlyMap<bigint, string>;
  /** Batches that are known though no row names them: their events are not to be called inserted. */
  readonly knownBatches: ReadonlySet<string>;
  /** Leaves are missing together with their events: what hung on those has no name any more. */
  readonly isLost: boolean;
}

/** Stands for a batch whose row and events are both gone; the sequence of batch ids begins at 1. */
export const UNKNOWN_BATCH = '0';

interface Orphan {
  readonly batchId: string;
  readonly count: number;
}

/** Reads and judges the structure of the log without its content. */
export async function readLayout(client: pg.ClientBase, findings: Findings): Promise<Layout> {
  const head = await readHead(client);
  const rows = await readMisfits(client);
  const end = await readEnd(client);
  const orphans = await readOrphans(client);
  const empty = await readEmpty(client);
  const ignored = new Set<bigint>();
  const repaired: Segment[] = [];
  const batchIds = new Map<bigint, string>();
  const known = new Set<string>();
  let isLost = false;

  const batchKey = (batchId: string, first: bigint) => ({
    log_id: String(LOG_ID),
    first_index: String(first),
    batch_id: batchId,
  });
  const add = (
    kind: 'changed' | 'deleted' | 'inserted',
    key: Record<string, string>,
    sentence: string,
    column?: string,
  ): void => findings.add({ table: 'log_batch', key, kind, sentence, ...(column && { column }) });

  // a row whose batch has no events, while a batch of the same length has no row: the id was changed
  for (const row of [...empty]) {
    const orphan = orphans.find(({ count }) => count === row.n);
    if (!orphan) continue;
    take(orphans, orphan);
    take(empty, row);
    batchIds.set(row.first, orphan.batchId);
    known.add(orphan.batchId);
    add(
      'changed',
      batchKey(row.batchId, row.first),
      `The batch at leaf ${row.first} is ${orphan.batchId}, the row says ${row.batchId}.`,
      'batch_id',
    );
  }

  const treeSize = await readTreeSize(client);
  const isOut = (row: Segment): boolean =>
    (head !== undefined && row.first >= head.next) ||
    rows.some((r) => r.first === row.first && r.previousEnd > row.first);
  const gaps = rows
    .filter((row) => row.previousEnd < row.first)
    .map((row) => ({ from: row.previousEnd, to: row.first, before: row }));
  const lastInPlace = gaps.length > 0 && isOut(gaps.at(-1)!.before) ? gaps.at(-1)!.from : end;
  let size = head === undefined ? lastInPlace : head.next;
  const tail = size > lastInPlace ? [{ from: lastInPlace, to: size, before: undefined }] : [];

  for (const gap of [...gaps.filter(({ before }) => !isOut(before) || gaps.length === 0), ...tail]) {
    const length = Number(gap.to - gap.from);
    const candidates = rows.filter((row) => row.n === length && isOut(row) && !ignored.has(row.first));
    const moved = candidates.at(-1);
    const run = runOf(orphans, length);
    if (moved && !empty.some(({ first }) => first === moved.first)) {
      ignored.add(moved.first);
      repaired.push({ first: gap.from, n: length, batchId: moved.batchId });
      add(
        'changed',
        batchKey(moved.batchId, moved.first),
        `The batch ${moved.batchId} begins at leaf ${gap.from}, the row says ${moved.first}.`,
        'first_index',
      );
    } else if (run.length > 0) {
      let at = gap.from;
      for (const { batchId, count } of run) {
        known.add(batchId);
        repaired.push({ first: at, n: count, batchId });
        add(
          'deleted',
          batchKey(batchId, at),
          `The row of batch ${batchId}, leaves ${at} to ${at + BigInt(count) - 1n}, is gone.`,
        );
        at += BigInt(count);
      }
    } else if (gap.before === undefined && (treeSize === undefined || treeSize <= gap.from)) {
      size = gap.from;
      findings.add({
        table: 'log_head',
        key: { log_id: String(LOG_ID) },
        column: 'next_index',
        kind: 'changed',
        sentence: `The head says ${gap.to} leaves, the log has ${gap.from}.`,
      });
    } else {
      isLost = true;
      repaired.push({ first: gap.from, n: length, batchId: UNKNOWN_BATCH });
      add(
        'deleted',
        { log_id: String(LOG_ID), first_index: String(gap.from) },
        `The leaves ${gap.from} to ${gap.to - 1n} have no batch row, and no events are left to tell whose they were.`,
      );
    }
  }

  for (const row of rows.filter((candidate) => isOut(candidate) && !ignored.has(candidate.first))) {
    if (empty.some(({ first }) => first === row.first)) {
      ignored.add(row.first);
      take(
        empty,
        empty.find(({ first }) => first === row.first)!,
      );
      add(
        'inserted',
        batchKey(row.batchId, row.first),
        `The batch row at leaf ${row.first} stands where none belongs, and no event is behind it.`,
      );
    } else if (row.previousEnd > row.first) {
      add(
        'changed',
        batchKey(row.batchId, row.first),
        `The batch row at leaf ${row.first} overlaps the one before, which ends at ${row.previousEnd}.`,
        'first_index',
      );
      ignored.add(row.first);
      known.add(row.batchId);
    }
  }

  const extent = await lastRow(client, ignored);
  if (head === undefined) {
    findings.add({
      table: 'log_head',
      key: { log_id: String(LOG_ID) },
      kind: 'deleted',
      sentence: `The head of the log is gone; its batches end at leaf ${extent}.`,
    });
    size = extent;
  } else if (extent > head.next) {
    // rows beyond the head: one without events was slipped in, otherwise the head was set back
    const last = empty.find((row) => row.first + BigInt(row.n) === extent && row.first === head.next);
    if (last) {
      ignored.add(last.first);
      add(
        'inserted',
        batchKey(last.batchId, last.first),
        `The batch row at leaf ${last.first} lies beyond the head of the log, and no event is behind it.`,
      );
    } else {
      size = extent;
      findings.add({
        table: 'log_head',
        key: { log_id: String(LOG_ID) },
        column: 'next_index',
        kind: 'changed',
        sentence: `The head says ${head.next} leaves, the batches go up to ${extent}.`,
      });
    }
  }
  return {
    size,
    ignored,
    repaired: repaired.sort((a, b) => (a.first < b.first ? -1 : 1)),
    batchIds,
    knownBatches: known,
    isLost,
  };
}

/** Takes the first orphans in a row that together have this many events. */
function runOf(orphans: Orphan[], length: number): Orphan[] {
  for (let from = 0; from < orphans.length; from++) {
    let sum = 0;
    for (let to = from; to < orphans.length && sum < length; to++) {
      sum += orphans[to]!.count;
      if (sum === length) return orphans.splice(from, to - from + 1);
    }
  }
  return [];
}

function take<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}

async function readHead(client: pg.ClientBase): Promise<{ next: bigint } | undefined> {
  const { rows } = await client.query<{ next: string }>(
    'SELECT next_index::text AS next FROM log_head WHERE log_id = $1',
    [LOG_ID],
  );
  return rows[0] && { next: BigInt(rows[0].next) };
}

async function readTreeSize(client: pg.ClientBase): Promise<bigint | undefined> {
  const { rows } = await client.query<{ size: string }>('SELECT size::text FROM log_tree WHERE log_id = $1', [LOG_ID]);
  return rows[0] && BigInt(rows[0].size);
}

async function readMisfits(client: pg.ClientBase): Promise<(Segment & { previousEnd: bigint })[]> {
  const { rows } = await client.query<{ first: string; n: number; batch_id: string; previous_end: string }>(
    `SELECT first_index::text AS first, n, batch_id::text, previous_end::text FROM (
       SELECT first_index, n, batch_id, lag(first_index + n, 1, 0::bigint) OVER (ORDER BY first_index) AS previous_end FROM log_batch WHERE log_id = $1
     ) b WHERE first_index <> previous_end ORDER BY b.first_index`,
    [LOG_ID],
  );
  return rows.map((row) => ({
    first: BigInt(row.first),
    n: row.n,
    batchId: row.batch_id,
    previousEnd: BigInt(row.previous_end),
  }));
}

async function readEnd(client: pg.ClientBase): Promise<bigint> {
  const { rows } = await client.query<{ last: string }>(
    'SELECT coalesce(max(first_index + n), 0)::text AS last FROM log_batch WHERE log_id = $1',
    [LOG_ID],
  );
  return BigInt(rows[0]!.last);
}

async function lastRow(client: pg.ClientBase, ignored: ReadonlySet<bigint>): Promise<bigint> {
  const { rows } = await client.query<{ last: string }>(
    'SELECT coalesce(max(first_index + n), 0)::text AS last FROM log_batch WHERE log_id = $1 AND NOT first_index = ANY($2::bigint[])',
    [LOG_ID, [...ignored].map(String)],
  );
  return BigInt(rows[0]!.last);
}

/** Batches of events that no batch row names. */
async function readOrphans(client: pg.ClientBase): Promise<Orphan[]> {
  const { rows } = await client.query<{ batch_id: string; n: number }>(
    `SELECT batch_id::text, n FROM (
       SELECT batch_id, count(*)::int AS n FROM event e WHERE NOT EXISTS (SELECT 1 FROM log_batch b WHERE b.batch_id = e.batch_id) GROUP BY batch_id
       UNION ALL
       SELECT batch_id, count(*)::int FROM key_event k WHERE NOT EXISTS (SELECT 1 FROM log_batch b WHERE b.batch_id = k.batch_id) GROUP BY batch_id
     ) o ORDER BY o.batch_id LIMIT 1000`,
  );
  return rows.map((row) => ({ batchId: row.batch_id, count: row.n }));
}

/** Batch rows that no event stands behind. */
async function readEmpty(client: pg.ClientBase): Promise<Segment[]> {
  const { rows } = await client.query<{ first: string; n: number; batch_id: string }>(
    `SELECT first_index::text AS first, n, batch_id::text FROM log_batch b WHERE log_id = $1
        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.batch_id = b.batch_id)
        AND NOT EXISTS (SELECT 1 FROM key_event k WHERE k.batch_id = b.batch_id)
      ORDER BY b.first_index LIMIT 1000`,
    [LOG_ID],
  );
  return rows.map((row) => ({ first: BigInt(row.first), n: row.n, batchId: row.batch_id }));
}
