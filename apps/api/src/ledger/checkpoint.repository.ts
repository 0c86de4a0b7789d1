import type pg from 'pg';
import type { LedgerHeads } from './ledger-status.js';
import { CHANNEL_STATUS, LOG_ID } from './log-id.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

export interface CheckpointRow {
  readonly size: bigint;
  readonly root: Uint8Array;
  /** Signed note (C2SP tlog-checkpoint). */
  readonly note: string;
  readonly createdAt: Date;
}

interface RawCheckpoint {
  readonly size: string;
  readonly root: Buffer;
  readonly note: string;
  readonly created_at: Date;
}

const COLUMNS = 'size::text, root, note, created_at';
const fromRaw = (row: RawCheckpoint): CheckpointRow => ({
  size: BigInt(row.size),
  root: row.root,
  note: row.note,
  createdAt: row.created_at,
});

/** The largest checkpoint. */
export async function readLatestCheckpoint(db: Queryable): Promise<CheckpointRow | undefined> {
  const { rows } = await db.query<RawCheckpoint>(
    `SELECT ${COLUMNS} FROM checkpoint WHERE log_id = $1 ORDER BY checkpoint.size DESC LIMIT 1`,
    [LOG_ID],
  );
  return rows[0] && fromRaw(rows[0]);
}

/** Checkpoints below a size (all when undefined), largest first. */
export async function readCheckpoints(
  db: Queryable,
  below: bigint | undefined,
  limit: number,
): Promise<CheckpointRow[]> {
  const { rows } = await db.query<RawCheckpoint>(
    `SELECT ${COLUMNS} FROM checkpoint WHERE log_id = $1 AND ($2::bigint IS NULL OR checkpoint.size < $2::bigint)
      ORDER BY checkpoint.size DESC LIMIT $3`,
    [LOG_ID, below?.toString() ?? null, limit],
  );
  return rows.map(fromRaw);
}

/** The checkpoint of exactly this size. */
export async function readCheckpoint(db: Queryable, size: bigint): Promise<CheckpointRow | undefined> {
  const { rows } = await db.query<RawCheckpoint>(
    `SELECT ${COLUMNS} FROM checkpoint WHERE log_id = $1 AND checkpoint.size = $2::bigint`,
    [LOG_ID, size.toString()],
  );
  return rows[0] && fromRaw(rows[0]);
}

/** Stores a checkpoint; false when there is one of this size already, which then stays. */
export async function insertCheckpoint(db: Queryable, row: CheckpointRow): Promise<boolean> {
  const { rowCount } = await db.query(
    'INSERT INTO checkpoint (log_id, size, root, note, created_at) VALUES ($1, $2::bigint, $3, $4, $5) ON CONFLICT DO NOTHING',
    [LOG_ID, row.size.toString(), Buffer.from(row.root), row.note, row.createdAt],
  );
  return rowCount === 1;
}

/** All heads in one look. Zero everywhere when there is no log yet. */
export async function readHeads(db: Queryable): Promise<LedgerHeads> {
  const { rows } = await db.query<Record<keyof LedgerHeads, string>>(
    `SELECT coalesce((SELECT next_index FROM log_head WHERE log_id = $1), 0)::text AS recorded,
            coalesce((SELECT size FROM log_tree WHERE log_id = $1), 0)::text AS integrated,
            coalesce((SELECT max(size) FROM checkpoint WHERE log_id = $1), 0)::text AS published,
            coalesce((SELECT max(size) FROM anchor WHERE log_id = $1 AND status = 'final'), 0)::text AS anchored`,
    [LOG_ID],
  );
  const row = rows[0]!;
  return {
    recorded: BigInt(row.recorded),
    integrated: BigInt(row.integrated),
    published: BigInt(row.published),
    anchored: BigInt(row.anchored),
  };
}

/** Tells every listener where the heads are now; inside a transaction the word goes out with its commit. */
export async function notifyHeads(db: Queryable): Promise<void> {
  const { integrated, published, anchored } = await readHeads(db);
  const payload = { integrated: integrated.toString(), published: published.toString(), anchored: anchored.toString() };
  await db.query('SELECT pg_notify($1, $2)', [CHANNEL_STATUS, JSON.stringify(payload)]);
}
