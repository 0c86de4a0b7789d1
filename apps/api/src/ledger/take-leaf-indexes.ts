import { bytesLiteral } from '../platform/database/copy-script.js';

/**
 * The statement that takes the next `entries.length` leaf indexes and writes the batch row that is their outbox. Must
 * be the last statement of the capture transaction: the row lock on the head is held until commit, so indexes are
 * gap-free and in commit order, and an aborted transaction leaves nothing behind. Returns one row that starts
 * with the leaf index of the first entry; the one at `pos` is that plus `pos`. Fails when the log has no head.
 *
 * @param entries log entries (32 bytes each), in the order of `event.pos`
 */
export function takeLeafIndexes(logId: number, batchId: bigint, entries: readonly Uint8Array[]): string {
  const count = entries.length;
  // Without a head the index is NULL, which its column refuses.
  return `WITH head AS (
       UPDATE log_head SET next_index = next_index + ${count} WHERE log_id = ${logId} RETURNING next_index - ${count} AS first_index
     )
     INSERT INTO log_batch (log_id, first_index, n, batch_id, entries, created_at)
     VALUES (${logId}, (SELECT first_index FROM head), ${count}, ${batchId}, ${bytesLiteral(Buffer.concat(entries))}, clock_timestamp())
     RETURNING first_index, pg_notify('ledger_batch', '')`;
}
