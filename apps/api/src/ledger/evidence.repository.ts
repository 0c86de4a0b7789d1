import type pg from 'pg';
import { LOG_ID } from './log-id.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

export interface SealedEvent {
  /** The issuer-signed JWT. */
  readonly credential: string;
  /** Undefined when it was destroyed: the event is erased. */
  readonly secret: Uint8Array | undefined;
  /** Slug of the organisation that captured the event. */
  readonly capturedBy: string;
}

/** What an event's evidence is made of, beside its record. */
export async function readSealedEvent(db: Queryable, batchId: bigint, pos: number): Promise<SealedEvent | undefined> {
  const { rows } = await db.query<{ credential: string; secret: Buffer | null; slug: string }>(
    `SELECT e.credential, s.secret, o.slug FROM event e JOIN organisation o ON o.id = e.organisation_id
       LEFT JOIN event_secret s ON s.batch_id = e.batch_id AND s.pos = e.pos WHERE e.batch_id = $1::bigint AND e.pos = $2`,
    [batchId.toString(), pos],
  );
  const row = rows[0];
  return row && { credential: row.credential, secret: row.secret ?? undefined, capturedBy: row.slug };
}

/** The key event that registered a key, and its leaf. */
export async function readKeyEvent(
  db: Queryable,
  kid: string,
): Promise<{ statement: string; leafIndex: bigint } | undefined> {
  const { rows } = await db.query<{ statement: string; leaf: string }>(
    `SELECT k.statement, (b.first_index + k.pos)::text AS leaf FROM key_event k JOIN log_batch b ON b.log_id = $1 AND b.batch_id = k.batch_id WHERE k.kid = $2`,
    [LOG_ID, kid],
  );
  return rows[0] && { statement: rows[0].statement, leafIndex: BigInt(rows[0].leaf) };
}

/** The smallest checkpoint of at least this size. */
export async function readCoveringCheckpoint(
  db: Queryable,
  size: bigint,
): Promise<{ size: bigint; note: string } | undefined> {
  const { rows } = await db.query<{ size: string; note: string }>(
    'SELECT size::text, note FROM checkpoint WHERE log_id = $1 AND checkpoint.size >= $2::bigint ORDER BY checkpoint.size LIMIT 1',
    [LOG_ID, size.toString()],
  );
  return rows[0] && { size: BigInt(rows[0].size), note: rows[0].note };
}
