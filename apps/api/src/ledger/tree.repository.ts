import type { TileId } from '@sealtrail/tlog/tile';
import type pg from 'pg';
import { LOG_ID } from './log-id.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

export interface TreeRow {
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly frontier: Uint8Array;
}

export interface BatchRow {
  readonly firstIndex: bigint;
  readonly n: number;
  /** 32 bytes each. */
  readonly entries: Uint8Array;
}

export interface TileRow {
  readonly level: number;
  readonly index: bigint;
  readonly hashes: Uint8Array;
}

/** The integrated tree. */
export async function readTree(db: Queryable): Promise<TreeRow | undefined> {
  const { rows } = await db.query<{ size: string; root: Buffer; frontier: Buffer }>(
    'SELECT size::text, root, frontier FROM log_tree WHERE log_id = $1',
    [LOG_ID],
  );
  const row = rows[0];
  return row && { size: BigInt(row.size), root: row.root, frontier: row.frontier };
}

/** Moves the tree from one size to the next; false when somebody else has moved it meanwhile (compare and set). */
export async function compareAndSetTree(db: Queryable, from: bigint, next: TreeRow): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE log_tree SET size = $3::bigint, root = $4, frontier = $5 WHERE log_id = $1 AND size = $2::bigint',
    [LOG_ID, from.toString(), next.size.toString(), Buffer.from(next.root), Buffer.from(next.frontier)],
  );
  return rowCount === 1;
}

/** Whole batches that begin at or after `from` and before `from + leaves`, in order. */
export async function readBatches(db: Queryable, from: bigint, leaves: number): Promise<BatchRow[]> {
  const { rows } = await db.query<{ first_index: string; n: number; entries: Buffer }>(
    `SELECT first_index::text, n, entries FROM log_batch
      WHERE log_id = $1 AND first_index >= $2::bigint AND first_index < $2::bigint + $3 ORDER BY log_batch.first_index`,
    [LOG_ID, from.toString(), leaves],
  );
  return rows.map((row) => ({ firstIndex: BigInt(row.first_index), n: row.n, entries: row.entries }));
}

/** Where the first batch at or after `from` begins. */
export async function readNextBatchStart(db: Queryable, from: bigint): Promise<bigint | undefined> {
  const { rows } = await db.query<{ first: string | null }>(
    'SELECT min(first_index)::text AS first FROM log_batch WHERE log_id = $1 AND first_index >= $2::bigint',
    [LOG_ID, from.toString()],
  );
  const first = rows[0]?.first;
  return first ? BigInt(first) : undefined;
}

/** Entries `[from, to)`; fewer when the log ends before. */
export async function readEntries(db: Queryable, from: bigint, to: bigint): Promise<Uint8Array[]> {
  const { rows } = await db.query<{ first_index: string; n: number; entries: Buffer }>(
    // the batch that covers `from` may begin before it
    `SELECT first_index::text, n, entries FROM log_batch
      WHERE log_id = $1 AND first_index < $3::bigint
        AND first_index >= COALESCE((SELECT max(first_index) FROM log_batch WHERE log_id = $1 AND first_index <= $2::bigint), 0)
      ORDER BY log_batch.first_index`,
    [LOG_ID, from.toString(), to.toString()],
  );
  const entries: Uint8Array[] = [];
  for (const row of rows) {
    for (let i = 0; i < row.n; i++) {
      const index = BigInt(row.first_index) + BigInt(i);
      if (index >= from && index < to) entries.push(row.entries.subarray(32 * i, 32 * i + 32));
    }
  }
  return entries;
}

/** The tiles named, in the order given; undefined where there is none. */
export async function readTiles(db: Queryable, names: readonly TileId[]): Promise<(Uint8Array | undefined)[]> {
  if (names.length === 0) return [];
  const { rows } = await db.query<{ ord: number; hashes: Buffer | null }>(
    `SELECT w.ord::int, t.hashes FROM unnest($2::int[], $3::bigint[]) WITH ORDINALITY AS w(level, idx, ord)
       LEFT JOIN tile t ON t.log_id = $1 AND t.level = w.level AND t.idx = w.idx ORDER BY w.ord`,
    [LOG_ID, names.map(({ level }) => level), names.map(({ index }) => index.toString())],
  );
  return rows.map(({ hashes }) => hashes ?? undefined);
}

/** Writes tiles; a wider one takes the place of its own beginning, a narrower one never that of a wider. */
export async function writeTiles(db: Queryable, tiles: readonly TileRow[]): Promise<void> {
  if (tiles.length === 0) return;
  await db.query(
    `INSERT INTO tile AS t (log_id, level, idx, width, hashes)
     SELECT $1, level, idx, octet_length(hashes) / 32, hashes FROM unnest($2::int[], $3::bigint[], $4::bytea[]) AS n(level, idx, hashes)
     ON CONFLICT (log_id, level, idx) DO UPDATE SET width = excluded.width, hashes = excluded.hashes WHERE t.width < excluded.width`,
    [
      LOG_ID,
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index.toString()),
      tiles.map(({ hashes }) => Buffer.from(hashes)),
    ],
  );
}
