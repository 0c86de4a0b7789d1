import type { PoolClient } from 'pg';
import { moveProjection } from './projection-state.js';

export const ITEM_TAIL_PROJECTION = 'item-tail';

/**
 * Notes the items of the leaves from `fromIndex` to `toIndex` (exclusive) by their end, inside the caller's transaction.
 * Repeated runs end in the same rows.
 *
 * @returns false, having done nothing, when the projection does not stand at `fromIndex`
 */
export async function projectItemTails(client: PoolClient, fromIndex: bigint, toIndex: bigint): Promise<boolean> {
  if (!(await moveProjection(client, ITEM_TAIL_PROJECTION, fromIndex, toIndex))) return false;
  await client.query(
    `INSERT INTO item_tail (reversed)
     SELECT DISTINCT reverse(i.item) FROM log_batch b JOIN event_item i ON i.batch_id = b.batch_id
      WHERE b.log_id = 1 AND b.first_index < $2 AND b.first_index + b.n > $1
        AND b.first_index + i.pos >= $1 AND b.first_index + i.pos < $2
      ORDER BY 1 ON CONFLICT DO NOTHING`,
    [fromIndex, toIndex],
  );
  return true;
}
