import type { PoolClient } from 'pg';
import { containmentIntervals, type ContainmentEvent } from './containment-intervals.js';
import { ROLE } from './item-roles.js';

export const CONTAINMENT_PROJECTION = 'containment';
const PAIRS_PER_STATEMENT = 1_000;

interface Pair {
  readonly child: string;
  readonly parent: string;
}

/** First leaf index that the projection has not seen. */
export async function nextContainmentIndex(client: Pick<PoolClient, 'query'>): Promise<bigint> {
  const { rows } = await client.query<{ next_index: bigint }>(
    'SELECT next_index FROM projection_state WHERE name = $1',
    [CONTAINMENT_PROJECTION],
  );
  return BigInt(rows[0]?.next_index ?? 0n);
}

/**
 * Brings `item_containment` up to date with the leaves from `fromIndex` (inclusive) to `toIndex` (exclusive), inside
 * the caller's transaction. Each child and parent that these events mention is computed anew from all that is recorded
 * of the pair, so late events, events out of time order and repeated runs all end in the same rows.
 *
 * @returns false, having done nothing, when the projection does not stand at `fromIndex`
 */
export async function projectContainment(client: PoolClient, fromIndex: bigint, toIndex: bigint): Promise<boolean> {
  await client.query(`INSERT INTO projection_state (name, next_index) VALUES ($1, 0) ON CONFLICT DO NOTHING`, [
    CONTAINMENT_PROJECTION,
  ]);
  const moved = await client.query('UPDATE projection_state SET next_index = $3 WHERE name = $1 AND next_index = $2', [
    CONTAINMENT_PROJECTION,
    fromIndex,
    toIndex,
  ]);
  if (moved.rowCount !== 1) return false;
  const pairs = await affectedPairs(client, fromIndex, toIndex);
  for (let at = 0; at < pairs.length; at += PAIRS_PER_STATEMENT)
    await recompute(client, pairs.slice(at, at + PAIRS_PER_STATEMENT));
  return true;
}

/** Events that pack or unpack: aggregations and associations. */
const PACKING = `e.type IN ('AggregationEvent', 'AssociationEvent') AND e.action IN ('ADD', 'DELETE')`;
const CHILD_ROLES = `(${ROLE.child}, ${ROLE.childQuantity})`;

/**
 * Pairs named by an event of the range. A DELETE without children empties its parent (EPCIS 2.0 §7.4.3), so it names
 * all pairs of that parent; an error declaration names those of the event that it declares wrong.
 */
async function affectedPairs(client: PoolClient, fromIndex: bigint, toIndex: bigint): Promise<Pair[]> {
  const { rows } = await client.query<Pair>(
    `WITH touched AS (
       SELECT DISTINCT p.item AS parent, e.batch_id, e.pos, e.action
         FROM log_batch b JOIN event e ON e.batch_id = b.batch_id
         JOIN event_item p ON p.batch_id = e.batch_id AND p.pos = e.pos AND p.role = ${ROLE.parent}
        WHERE b.log_id = 1 AND b.first_index < $2 AND b.first_index + b.n > $1
          AND b.first_index + e.pos >= $1 AND b.first_index + e.pos < $2 AND ${PACKING}
     )
     SELECT DISTINCT c.item AS child, t.parent
       FROM touched t JOIN event_item c ON c.batch_id = t.batch_id AND c.pos = t.pos AND c.role IN ${CHILD_ROLES}
     UNION
     SELECT DISTINCT c.item, t.parent
       FROM touched t
       JOIN event_item p ON p.item = t.parent AND p.role = ${ROLE.parent}
       JOIN event_item c ON c.batch_id = p.batch_id AND c.pos = p.pos AND c.role IN ${CHILD_ROLES}
      WHERE t.action = 'DELETE'
        AND NOT EXISTS (SELECT 1 FROM event_item x WHERE x.batch_id = t.batch_id AND x.pos = t.pos AND x.role IN ${CHILD_ROLES})
      ORDER BY 1, 2`,
    [fromIndex, toIndex],
  );
  return rows;
}

interface HistoryRow extends Pair {
  batch_id: bigint;
  pos: number;
  time: Date;
  action: 'ADD' | 'DELETE';
}

async function recompute(client: PoolClient, pairs: readonly Pair[]): Promise<void> {
  const keys = [pairs.map((pair) => pair.child), pairs.map((pair) => pair.parent)];
  const { rows } = await client.query<HistoryRow>(
    `SELECT k.child, k.parent, e.batch_id, e.pos, e.event_time AS time, e.action
       FROM unnest($1::text[], $2::text[]) AS k(child, parent)
       JOIN event_item p ON p.item = k.parent AND p.role = ${ROLE.parent}
       JOIN event e ON e.batch_id = p.batch_id AND e.pos = p.pos
      WHERE ${PACKING} AND NOT e.error_declaration
        AND NOT EXISTS (SELECT 1 FROM event d WHERE d.event_id = e.event_id AND d.organisation_id = e.organisation_id AND d.error_declaration)
        AND (EXISTS (SELECT 1 FROM event_item c WHERE c.item = k.child AND c.batch_id = e.batch_id AND c.pos = e.pos AND c.role IN ${CHILD_ROLES})
          OR (e.action = 'DELETE' AND NOT EXISTS (SELECT 1 FROM event_item x WHERE x.batch_id = e.batch_id AND x.pos = e.pos AND x.role IN ${CHILD_ROLES})))`,
    keys,
  );
  const histories = new Map<string, { pair: Pair; events: ContainmentEvent[] }>();
  for (const { child, parent, batch_id, pos, time, action } of rows) {
    const name = JSON.stringify([child, parent]);
    const history = histories.get(name) ?? { pair: { child, parent }, events: [] };
    history.events.push({ batchId: BigInt(batch_id), pos, time: time.getTime(), action });
    histories.set(name, history);
  }
  await client.query(
    'DELETE FROM item_containment c USING unnest($1::text[], $2::text[]) AS k(child, parent) WHERE c.child = k.child AND c.parent = k.parent',
    keys,
  );
  await insertIntervals(client, [...histories.values()]);
}

async function insertIntervals(
  client: PoolClient,
  histories: readonly { pair: Pair; events: readonly ContainmentEvent[] }[],
): Promise<void> {
  const rows = histories.flatMap(({ pair, events }) =>
    containmentIntervals(events).map((interval) => ({ ...pair, ...interval })),
  );
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO item_containment (child, parent, from_time, to_time, from_batch, from_pos, to_batch, to_pos)
     SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::int[], $7::bigint[], $8::int[])`,
    [
      rows.map((row) => row.child),
      rows.map((row) => row.parent),
      rows.map((row) => new Date(row.from.time)),
      rows.map((row) => (row.to ? new Date(row.to.time) : null)),
      rows.map((row) => row.from.batchId),
      rows.map((row) => row.from.pos),
      rows.map((row) => row.to?.batchId ?? null),
      rows.map((row) => row.to?.pos ?? null),
    ],
  );
}
