import type { Queryable } from '../platform/database/database.js';
import type { EventRecord } from './event-record.js';
import { ROLE } from './item-roles.js';
import { OTHER_PARTS } from './transformation-parts.js';

/** An item from a moment on; `inside` marks a container that is only looked at while it holds what came before. */
interface Reached {
  readonly item: string;
  readonly since: number;
  readonly until: number;
  readonly inside: boolean;
}

const MAX_LEVELS = 12;
const MAX_ITEMS = 2_000;
const END = 253402300799999;

/**
 * True when the event belongs to a trail in which the organisation took part at the same time or later, and its
 * capturer shares with those downstream: the same events as in the item's trail, asked from the other end. Follows the
 * goods forward: what was inside at that moment, what they were packed into afterwards, what they were made into.
 */
export async function isInSharedTrail(client: Queryable, organisationId: string, event: EventRecord): Promise<boolean> {
  const sharing = await client.query('SELECT 1 FROM organisation WHERE id = $1 AND share_upstream', [
    event.organisationId,
  ]);
  if (sharing.rowCount === 0) return false;
  const { rows } = await client.query<{ item: string }>(
    'SELECT DISTINCT item FROM event_item WHERE batch_id = $1 AND pos = $2 LIMIT $3',
    [event.batchId, event.pos, MAX_ITEMS],
  );
  const time = event.eventTime.getTime();
  const seen = new Set<string>();
  let level: Reached[] = rows.map(({ item }) => ({ item, since: time, until: END, inside: false }));
  for (let depth = 0; level.length > 0 && depth < MAX_LEVELS && seen.size < MAX_ITEMS; depth++) {
    if (await takesPartIn(client, organisationId, level)) return true;
    const next = (
      await Promise.all([contentsOf(client, level), containersOf(client, level), productsOf(client, level)])
    ).flat();
    level = next.filter((reached) => {
      const key = `${reached.item} ${reached.since} ${reached.until} ${reached.inside}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }
  return false;
}

const REACHED =
  'unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::boolean[]) WITH ORDINALITY AS r(item, since, till, inside, at)';

async function takesPartIn(client: Queryable, organisationId: string, level: readonly Reached[]): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM ${REACHED}
       JOIN event_item i ON i.item = r.item
       JOIN event e ON e.batch_id = i.batch_id AND e.pos = i.pos AND e.event_time BETWEEN r.since AND r.till
       JOIN event_party p ON p.batch_id = i.batch_id AND p.pos = i.pos AND p.organisation_id = $5
      LIMIT 1`,
    [...columns(level), organisationId],
  );
  return rowCount !== 0;
}

/** What was inside when the event happened; its later ways count. */
async function contentsOf(client: Queryable, level: readonly Reached[]): Promise<Reached[]> {
  const { rows } = await client.query<{ item: string; since: Date }>(
    `SELECT DISTINCT c.child AS item, r.since FROM ${REACHED}
       JOIN item_containment c ON c.parent = r.item AND c.from_time <= r.since AND (c.to_time IS NULL OR c.to_time >= r.since)
      WHERE NOT r.inside LIMIT ${MAX_ITEMS}`,
    columns(level),
  );
  return rows.map(({ item, since }) => ({ item, since: since.getTime(), until: END, inside: false }));
}

async function containersOf(client: Queryable, level: readonly Reached[]): Promise<Reached[]> {
  const { rows } = await client.query<{ item: string; since: Date; till: Date }>(
    `SELECT DISTINCT c.parent AS item, greatest(c.from_time, r.since) AS since, least(coalesce(c.to_time, r.till), r.till) AS till FROM ${REACHED}
       JOIN item_containment c ON c.child = r.item AND c.from_time <= r.till AND (c.to_time IS NULL OR c.to_time >= r.since)
      LIMIT ${MAX_ITEMS}`,
    columns(level),
  );
  return rows.map(({ item, since, till }) => ({ item, since: since.getTime(), until: till.getTime(), inside: true }));
}

/** What they were made into; a transformation told in parts gives the outputs of all its parts. */
async function productsOf(client: Queryable, level: readonly Reached[]): Promise<Reached[]> {
  const { rows } = await client.query<{ item: string; since: Date }>(
    `WITH m AS (
       SELECT e.batch_id, e.pos, e.event_time, r.since FROM ${REACHED}
         JOIN event_item i ON i.item = r.item AND i.role = ANY($5::int[])
         JOIN event e ON e.batch_id = i.batch_id AND e.pos = i.pos AND e.type = 'TransformationEvent' AND e.event_time BETWEEN r.since AND r.till
        WHERE NOT r.inside LIMIT ${MAX_ITEMS}
     ), made AS (
       SELECT batch_id, pos, event_time AS since FROM m
       UNION SELECT o.batch_id, o.pos, greatest(m.since, least(m.event_time, p.event_time)) FROM m ${OTHER_PARTS}
         JOIN event p ON p.batch_id = o.batch_id AND p.pos = o.pos
     )
     SELECT o.item, min(made.since) AS since FROM made
       JOIN event_item o ON o.batch_id = made.batch_id AND o.pos = made.pos AND o.role = ANY($6::int[])
      GROUP BY o.item LIMIT ${MAX_ITEMS}`,
    [...columns(level), ROLE.inputs, ROLE.outputs],
  );
  return rows.map(({ item, since }) => ({ item, since: since.getTime(), until: END, inside: false }));
}

function columns(level: readonly Reached[]): [string[], Date[], Date[], boolean[]] {
  return [
    level.map((reached) => reached.item),
    level.map((reached) => new Date(reached.since)),
    level.map((reached) => new Date(reached.until)),
    level.map((reached) => reached.inside),
  ];
}
