import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import type { Pool } from 'pg';

interface Row {
  payload: string;
  consumed_at: Date | null;
}

/** A refresh token presented again within this time is a lost answer or a second tab, not a theft. */
const REUSE_GRACE_MS = 30_000;
/** Rows stay this long after expiry, so that a late client hears "expired" instead of "unknown". */
const SWEEP_AFTER_MS = 60_000;
/** The shape of every id this provider makes. Anything else never reaches the database. */
const ID = /^[\w-]{1,128}$/;

/**
 * All SQL on `identity.oidc_record`: sessions, interactions, grants, codes, refresh tokens.
 * One instance per model, as the `adapter` contract of oidc-provider asks.
 */
export class OidcStore implements Adapter {
  readonly #pool: Pool;
  readonly #model: string;
  readonly #now: () => Date;

  constructor(pool: Pool, model: string, now: () => Date) {
    this.#pool = pool;
    this.#model = model;
    this.#now = now;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const expiresAt = expiresIn === undefined ? null : new Date(this.#now().getTime() + expiresIn * 1000);
    await this.#pool.query(
      `INSERT INTO identity.oidc_record (model, id, payload, grant_id, uid, session_uid, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (model, id) DO UPDATE SET payload = $3, grant_id = $4, uid = $5, session_uid = $6, expires_at = $7`,
      [
        this.#model,
        id,
        JSON.stringify(payload),
        payload.grantId ?? null,
        payload.uid ?? null,
        payload.sessionUid ?? null,
        expiresAt,
      ],
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (!ID.test(id)) return undefined;
    const { rows } = await this.#pool.query<Row>(
      'SELECT payload, consumed_at FROM identity.oidc_record WHERE model = $1 AND id = $2',
      [this.#model, id],
    );
    return this.#read(rows[0]);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    if (!ID.test(uid)) return undefined;
    const { rows } = await this.#pool.query<Row>(
      'SELECT payload, consumed_at FROM identity.oidc_record WHERE model = $1 AND uid = $2',
      [this.#model, uid],
    );
    return this.#read(rows[0]);
  }

  /** Device codes are not offered. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  /** Marks as used, exactly once even when two requests race. @throws InvalidGrant for the loser */
  async consume(id: string): Promise<void> {
    const graceStart = this.#model === 'RefreshToken' ? new Date(this.#now().getTime() - REUSE_GRACE_MS) : this.#now();
    const { rowCount } = await this.#pool.query(
      `UPDATE identity.oidc_record SET consumed_at = coalesce(consumed_at, $3)
       WHERE model = $1 AND id = $2 AND (consumed_at IS NULL OR consumed_at > $4)`,
      [this.#model, id, this.#now(), graceStart],
    );
    if (rowCount !== 1) throw new errors.InvalidGrant('already used');
  }

  async destroy(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM identity.oidc_record WHERE model = $1 AND id = $2', [this.#model, id]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#pool.query('DELETE FROM identity.oidc_record WHERE model = $1 AND grant_id = $2', [
      this.#model,
      grantId,
    ]);
  }

  #read(row: Row | undefined): AdapterPayload | undefined {
    if (!row) return undefined;
    const payload = JSON.parse(row.payload) as AdapterPayload;
    if (row.consumed_at) {
      const age = this.#now().getTime() - row.consumed_at.getTime();
      if (this.#model !== 'RefreshToken' || age > REUSE_GRACE_MS)
        payload.consumed = Math.floor(row.consumed_at.getTime() / 1000);
    }
    return payload;
  }
}

/** True while the browser session or the grant behind a `sid` claim lives. */
export async function sessionLives(pool: Pool, sid: string, now: Date): Promise<boolean> {
  if (!ID.test(sid)) return false;
  const { rowCount } = await pool.query(
    `SELECT 1 FROM identity.oidc_record
     WHERE ((model = 'Session' AND uid = $1) OR (model = 'Grant' AND id = $1)) AND (expires_at IS NULL OR expires_at > $2) LIMIT 1`,
    [sid, now],
  );
  return rowCount === 1;
}

/** Ends a `sid`: its session, every grant made in it and all their tokens, in one transaction of one statement. */
export async function endSession(pool: Pool, sid: string): Promise<void> {
  if (!ID.test(sid)) return;
  await pool.query(
    `WITH grants AS (
       SELECT DISTINCT grant_id AS id FROM identity.oidc_record WHERE session_uid = $1 AND grant_id IS NOT NULL
       UNION SELECT $1
     )
     DELETE FROM identity.oidc_record r
     WHERE (r.model = 'Session' AND r.uid = $1) OR r.session_uid = $1
        OR (r.model = 'Grant' AND r.id IN (SELECT id FROM grants)) OR r.grant_id IN (SELECT id FROM grants)`,
    [sid],
  );
}

/** Deletes what has expired. @returns how many rows went */
export async function sweepExpired(pool: Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM identity.oidc_record WHERE expires_at < $1', [
    new Date(now.getTime() - SWEEP_AFTER_MS),
  ]);
  return rowCount ?? 0;
}
