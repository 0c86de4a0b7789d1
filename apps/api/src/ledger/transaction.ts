import type pg from 'pg';
import { LOCK_CLASS } from './log-id.js';

/** Runs `work` in one transaction on one connection. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}

/** Takes an advisory lock until the end of the transaction; false when another process holds it. */
export async function tryLock(client: pg.ClientBase, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_xact_lock($1, $2) AS ok', [
    LOCK_CLASS,
    lock,
  ]);
  return rows[0]!.ok;
}

/**
 * Runs `work` while this process leads: the advisory lock belongs to one connection that is kept open but free of transactions,
 * so that slow work outside the database blocks no vacuum. Answers undefined when another process leads.
 */
export async function whileLeading<T>(pool: pg.Pool, lock: number, work: () => Promise<T>): Promise<T | undefined> {
  const client = await pool.connect();
  let broken = true;
  try {
    const { rows } = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS ok', [
      LOCK_CLASS,
      lock,
    ]);
    if (!rows[0]!.ok) {
      broken = false;
      return undefined;
    }
    try {
      return await work();
    } finally {
      // a connection that cannot unlock is thrown away: closing it frees the lock
      broken = await client.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_CLASS, lock]).then(
        () => false,
        () => true,
      );
    }
  } finally {
    client.release(broken);
  }
}
