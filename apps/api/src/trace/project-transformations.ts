import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { parsePayload } from './captured-document.js';
import { moveProjection } from './projection-state.js';

export const TRANSFORMATION_PROJECTION = 'transformation';

/**
 * Notes which events of the leaves from `fromIndex` to `toIndex` (exclusive) are parts of a transformation that is told
 * in several (EPCIS 2.0 §7.4), inside the caller's transaction. Repeated runs end in the same rows.
 *
 * @returns false, having done nothing, when the projection does not stand at `fromIndex`
 */
export async function projectTransformations(client: PoolClient, fromIndex: bigint, toIndex: bigint): Promise<boolean> {
  if (!(await moveProjection(client, TRANSFORMATION_PROJECTION, fromIndex, toIndex))) return false;
  const { rows } = await client.query<{ organisation_id: string; batch_id: bigint; pos: number; payload: Buffer }>(
    `SELECT e.organisation_id, e.batch_id, e.pos, e.payload FROM log_batch b JOIN event e ON e.batch_id = b.batch_id
      WHERE b.log_id = 1 AND b.first_index < $2 AND b.first_index + b.n > $1 AND e.type = 'TransformationEvent'
        AND b.first_index + e.pos >= $1 AND b.first_index + e.pos < $2 AND position('transformationID'::bytea IN e.payload) > 0`,
    [fromIndex, toIndex],
  );
  const parts = rows.flatMap((row) => {
    const id = parsePayload(row.payload)['transformationID'];
    return typeof id === 'string' && id !== '' ? [{ ...row, key: createHash('sha256').update(id).digest() }] : [];
  });
  if (parts.length > 0) {
    await client.query(
      `INSERT INTO transformation_part (organisation_id, key, batch_id, pos)
       SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bigint[], $4::int[]) ON CONFLICT DO NOTHING`,
      [
        parts.map((part) => part.organisation_id),
        parts.map((part) => part.key),
        parts.map((part) => part.batch_id),
        parts.map((part) => part.pos),
      ],
    );
  }
  return true;
}
