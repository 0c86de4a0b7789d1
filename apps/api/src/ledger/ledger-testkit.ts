/** Helpers of this folder's tests: a log with keys of its own, and batches without events. */
import { createHash, randomBytes } from 'node:crypto';
import { createNativeSigner } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import type pg from 'pg';
import { ensureLog } from './ensure-log.js';
import type { LedgerKeys } from './key-files.js';
import { LOG_ID } from './log-id.js';
import { inTransaction } from './transaction.js';

export const suite = nativeSuite;
export const ORIGIN = 'log.test/one';

export function testKeys(name = 'test'): LedgerKeys {
  const seed = (use: string): Uint8Array => new Uint8Array(createHash('sha256').update(`${name} ${use}`).digest());
  return {
    log: createNativeSigner(seed('log')),
    notary: createNativeSigner(seed('notary')),
    publisher: seed('publisher'),
  };
}

export async function startLog(pool: pg.Pool, keys = testKeys(), origin = ORIGIN): Promise<void> {
  await ensureLog(pool, { origin, keys, suite, now: new Date() });
}

/** Records `n` leaves the way a capture does: indexes last, in the same transaction. */
export async function recordLeaves(pool: pg.Pool, n: number, options: { abort?: boolean } = {}): Promise<bigint> {
  let first = -1n;
  await inTransaction(pool, async (client) => {
    const { rows: ids } = await client.query<{ id: string }>(`SELECT nextval('batch_id_seq')::text AS id`);
    const { rows } = await client.query<{ first: string }>(
      'UPDATE log_head SET next_index = next_index + $2 WHERE log_id = $1 RETURNING (next_index - $2)::text AS first',
      [LOG_ID, n],
    );
    first = BigInt(rows[0]!.first);
    await client.query(
      'INSERT INTO log_batch (log_id, first_index, n, batch_id, entries, created_at) VALUES ($1, $2::bigint, $3, $4::bigint, $5, now())',
      [LOG_ID, first.toString(), n, ids[0]!.id, randomBytes(32 * n)],
    );
    if (options.abort) throw new Error('aborted on purpose');
    await client.query('NOTIFY ledger_batch');
  }).catch((error: Error) => {
    if (!options.abort) throw error;
  });
  return first;
}
