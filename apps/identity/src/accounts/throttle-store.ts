import type { Pool } from 'pg';
import type { ThrottleState } from './throttle.js';

interface Row {
  subject: string;
  failures: number;
  since: Date;
  locked_until: Date | null;
}

/** All SQL on `identity.sign_in_throttle`. Subjects are `account:NAME` and `address:IP`. */
export class ThrottleStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async read(subjects: readonly string[]): Promise<Map<string, ThrottleState>> {
    const { rows } = await this.#pool.query<Row>(
      'SELECT subject, failures, since, locked_until FROM identity.sign_in_throttle WHERE subject = ANY($1)',
      [subjects],
    );
    return new Map(
      rows.map((row) => [row.subject, { failures: row.failures, since: row.since, lockedUntil: row.locked_until }]),
    );
  }

  async write(subject: string, state: ThrottleState): Promise<void> {
    await this.#pool.query(
      `INSERT INTO identity.sign_in_throttle (subject, failures, since, locked_until) VALUES ($1, $2, $3, $4)
       ON CONFLICT (subject) DO UPDATE SET failures = $2, since = $3, locked_until = $4`,
      [subject, state.failures, state.since, state.lockedUntil],
    );
  }

  async clear(subject: string): Promise<void> {
    await this.#pool.query('DELETE FROM identity.sign_in_throttle WHERE subject = $1', [subject]);
  }

  /** Forgets what is older than any rule looks at. */
  async sweep(now: Date): Promise<void> {
    const dayAgo = new Date(now.getTime() - 86_400_000);
    await this.#pool.query(
      'DELETE FROM identity.sign_in_throttle WHERE since < $1 AND (locked_until IS NULL OR locked_until < $2)',
      [dayAgo, now],
    );
  }
}
