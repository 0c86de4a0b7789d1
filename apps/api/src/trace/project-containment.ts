import type { PoolClient } from 'pg';
import { containmentIntervals, type ContainmentEvent } from './containment-intervals.js';
import { ROLE } from './item-roles.js';
import { moveProjection, nextIndexOf } from './projection-state.js';

export const CONTAINMENT_PROJECTION = 'containment';
const CHILDREN_PER_STATEMENT = 1_000;

/** First leaf index that the projection has not seen. */
export function nextContainmentIndex(client: Pick<PoolClient, 'query'>): Promise<bigint> {
  return nextIndexOf(client, CONTAINMENT_PROJECTION);
}

/**
 * Brings `item_containment` up to date with the leaves from `fromIndex` (inclusive) to `toIndex` (exclusive), inside
 * the caller's transaction. Each child that these events mention is computed anew from all that is recorded of it, so
 * late events, events out of time order and repeated runs all end in the same rows.
 *
 * @returns false, having done nothing, when the projection does not stand at `fromIndex`
 */
export async function projectContainment(client: PoolClient, fromIndex: bigint, toIndex: bigint): Promise<boolean> {
  if (!(await moveProjection(client, CONTAINMENT_PROJECTION, fromIndex, toIndex))) return false;
  const children = await affectedChildren(client, fromIndex, toIndex);
  for (let at = 0; at < children.length; at += CHILDREN_PER_STATEMENT)
    await recompute(client, children.slice(at, at + CHILDREN_PER_STATEMENT));
  return true;
}

/** Events that pack or unpack: aggregations and associations. */
const PACKING = `e.type IN ('AggregationEvent', 'AssociationEvent') AND e.action IN ('ADD', 'DELETE')`;
const CHILD_ROLES = `(${ROLE.child}, ${ROLE.childQuantity})`;
const IS_EMPTYING = `e.action = 'DELETE' AND NOT EXISTS (SELECT 1 FROM event_item x WHERE x.batch_id = e.batch_id AND x.pos = e.pos AND x.role IN ${CHILD_ROLES})`;
/** An error declaration takes back the event whose id it repeats, and packs nothing itself. */
const IS_VALID = `NOT e.error_declaration
  AND NOT EXISTS (SELECT 1 FROM event d WHERE d.event_id = e.event_id AND d.organisation_id = e.organisation_id AND d.error_declaration)`;

/** Children named by an event of the range. A DELETE without children empties its parent (EPCIS 2.0 §7.4): all of that parent. */
async function affectedChildren(client: PoolClient, fromIndex: bigint, toIndex: bigint): Promise<string[]> {
  const { rows } = await client.query<{ child: string }>(
    `WITH touched AS (
       SELECT e.batch_id, e.pos, ${IS_EMPTYING} AS empties
         FROM log_batch b JOIN event e ON e.batch_id = b.batch_id
        WHERE b.log_id = 1 AND b.first_index < $2 AND b.first_index + b.n > $1
          AND b.first_index + e.pos >= $1 AND b.first_index + e.pos < $2 AND ${PACKING}
     )
     SELECT c.item AS child
       FROM touched t JOIN event_item c ON c.batch_id = t.batch_id AND c.pos = t.pos AND c.role IN ${CHILD_ROLES}
     UNION
     SELECT c.item
       FROM (SELECT DISTINCT p.item FROM touched t JOIN event_item p ON p.batch_id = t.batch_id AND p.pos = t.pos AND p.role = ${ROLE.parent} WHERE t.empties) AS emptied
       JOIN event_item p ON p.item = emptied.item AND p.role = ${ROLE.parent}
       JOIN event_item c ON c.batch_id = p.batch_id AND c.pos = p.pos AND c.role IN ${CHILD_ROLES}
      ORDER BY 1`,
    [fromIndex, toIndex],
  );
  return rows.map(({ child }) => child);
}

interface HistoryRow {
  child: string;
  parent: string;
  batch_id: bigint;
  pos: number;
  time: Date;
  action: 'ADD' | 'DELETE';
  exclusive: boolean;
}

async function recompute(client: PoolClient, children: readonly string[]): Promise<void> {
  const { rows } = await client.query<HistoryRow>(
    `SELECT c.item AS child, p.item AS parent, e.batch_id, e.pos, e.event_time AS time, e.action,
            bool_or(e.type = 'AggregationEvent' AND c.role = ${ROLE.child}) AS exclusive
       FROM event_item c JOIN event e ON e.batch_id = c.batch_id AND e.pos = c.pos
       JOIN event_item p ON p.batch_id = e.batch_id AND p.pos = e.pos AND p.role = ${ROLE.parent}
      WHERE c.item = ANY($1::text[]) AND c.role IN ${CHILD_ROLES} AND ${PACKING} AND ${IS_VALID}
      GROUP BY c.item, p.item, e.batch_id, e.pos`,
    [children],
  );
  const parents = [...new Set(rows.map(({ parent }) => parent))];
  const [emptyings, packed] = [await readEmptyings(client, parents), await readPackedParents(client, rows, parents)];
  const histories = new Map<string, Map<string, ContainmentEvent>>();
  for (const { child, parent, batch_id, pos, time, action, exclusive } of rows) {
    const history = histories.get(child) ?? new Map<string, ContainmentEvent>();
    histories.set(child, history);
    const packsParents = packed.get(`${batch_id}/${pos}`);
    const event = { batchId: BigInt(batch_id), pos, time: time.getTime(), action, parent, exclusive };
    history.set(`${batch_id}/${pos} ${parent}`, packsParents ? { ...event, packsParents } : event);
    // Of all that emptied the parent only the next one after an ADD can end what that began.
    const next = action === 'ADD' ? firstAfter(emptyings.get(parent) ?? [], event.time) : undefined;
    if (next) history.set(`${next.batchId}/${next.pos} ${parent}`, next);
  }
  await client.query('DELETE FROM item_containment WHERE child = ANY($1::text[])', [children]);
  await insertIntervals(client, [...histories]);
}

/** Events that empty these parents, in time order. */
async function readEmptyings(client: PoolClient, parents: readonly string[]): Promise<Map<string, ContainmentEvent[]>> {
  const { rows } = await client.query<Omit<HistoryRow, 'child' | 'exclusive'>>(
    `SELECT p.item AS parent, e.batch_id, e.pos, e.event_time AS time, e.action
       FROM event_item p JOIN event e ON e.batch_id = p.batch_id AND e.pos = p.pos
      WHERE p.item = ANY($1::text[]) AND p.role = ${ROLE.parent} AND ${PACKING} AND ${IS_EMPTYING} AND ${IS_VALID}
      ORDER BY e.event_time, e.batch_id, e.pos`,
    [parents],
  );
  const found = new Map<string, ContainmentEvent[]>();
  for (const { parent, batch_id, pos, time, action } of rows) {
    const list = found.get(parent) ?? [];
    found.set(parent, list);
    list.push({ batchId: BigInt(batch_id), pos, time: time.getTime(), action, parent, exclusive: false });
  }
  return found;
}

/** Per event those of its children that are parents in these histories: it packs them with what is in them. */
async function readPackedParents(
  client: PoolClient,
  rows: readonly HistoryRow[],
  parents: readonly string[],
): Promise<Map<string, Set<string>>> {
  const found = await client.query<{ batch_id: bigint; pos: number; item: string }>(
    `SELECT c.batch_id, c.pos, c.item FROM event_item c
      WHERE c.item = ANY($1::text[]) AND c.role = ${ROLE.child}
        AND (c.batch_id, c.pos) IN (SELECT * FROM unnest($2::bigint[], $3::int[]))`,
    [parents, rows.map((row) => row.batch_id), rows.map((row) => row.pos)],
  );
  const packed = new Map<string, Set<string>>();
  for (const { batch_id, pos, item } of found.rows) {
    const key = `${batch_id}/${pos}`;
    packed.set(key, (packed.get(key) ?? new Set()).add(item));
  }
  return packed;
}

function firstAfter(events: readonly ContainmentEvent[], time: number): ContainmentEvent | undefined {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle] as ContainmentEvent).time > time) high = middle;
    else low = middle + 1;
  }
  return events[low];
}

async function insertIntervals(
  client: PoolClient,
  histories: readonly (readonly [child: string, events: ReadonlyMap<string, ContainmentEvent>])[],
): Promise<void> {
  const rows = histories.flatMap(([child, events]) =>
    containmentIntervals([...events.values()]).map((interval) => ({ child, ...interval })),
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
