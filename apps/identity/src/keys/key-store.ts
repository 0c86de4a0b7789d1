import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { Pool } from 'pg';

/** A signing key with its private part. Stays inside this package. */
export interface StoredKey {
  readonly kid: string;
  readonly privateJwk: JWK;
  readonly activeFrom: Date;
}

/** All SQL on `identity.signing_key` and `identity.secret`. */
export class KeyStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async list(): Promise<StoredKey[]> {
    const { rows } = await this.#pool.query<{ kid: string; private_jwk: JWK; active_from: Date }>(
      'SELECT kid, private_jwk, active_from FROM identity.signing_key',
    );
    return rows.map((row) => ({ kid: row.kid, privateJwk: row.private_jwk, activeFrom: row.active_from }));
  }

  async add(key: StoredKey): Promise<void> {
    await this.#pool.query('INSERT INTO identity.signing_key (kid, private_jwk, active_from) VALUES ($1, $2, $3)', [
      key.kid,
      key.privateJwk,
      key.activeFrom,
    ]);
  }

  async drop(kids: readonly string[]): Promise<void> {
    await this.#pool.query('DELETE FROM identity.signing_key WHERE kid = ANY($1)', [kids]);
  }

  /** The 32-byte secret of this name, made on first use. */
  async secret(name: string): Promise<Buffer> {
    await this.#pool.query('INSERT INTO identity.secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      name,
      randomBytes(32),
    ]);
    const { rows } = await this.#pool.query<{ value: Buffer }>('SELECT value FROM identity.secret WHERE name = $1', [
      name,
    ]);
    return rows[0]!.value;
  }
}
