import type { Queryable } from '../platform/database/database.js';

/**
 * Takes the next `entries.length` leaf indexes and writes the batch row that is their outbox. Must be the last
 * statement of the capture transaction: the row lock on the head is held until commit, so indexes are gap-free and
 * in commit order, and an aborted transaction leaves nothing behind. One round trip.
 *
 * @param entries log entries (32 bytes each), in the order of `event.pos`
 * @returns leaf index of the first entry; the one at `pos` is that plus `pos`
 */
export async function takeLeafIndexes(
  client: Queryable,
  logId: number,
  batchId: bigint,
  entries: readonly Uint8Array[],
): Promise<bigint> {
  const { rows } = await client.query<{ first_index: bigint }>(
    `WITH head AS (
       UPDATE log_head SET next_index = next_index + $3 WHERE log_id = $1 RETURNING next_index - $3 AS first_index
     )
     INSERT INTO log_batch (log_id, first_index, n, batch_id, entries, created_at)
     SELECT $1, first_index, $3, $2, $4, clock_timestamp() FROM head
     RETURNING first_index, pg_notify('ledger_batch', '')::text`,
    [logId, batchId, entries.length, Buffer.concat(entries)],
  );
  const first = rows[0]?.first_index;
  if (first === undefined) throw new Error(`Log ${logId} has no head row.`);
  return first;
}
