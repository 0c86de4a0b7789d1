import type { Queryable } from '../platform/database/database.js';
import { ROLE } from './item-roles.js';
import { OTHER_PARTS } from './transformation-parts.js';

export type TrailLinkName = 'OWN' | 'CONTAINER' | 'INGREDIENT';

/** One event of a trail and how it came in. */
export interface TrailStep {
  readonly batchId: bigint;
  readonly pos: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly link: TrailLinkName;
  /** Container or ingredient; undefined for the item's own events. */
  readonly via: string | undefined;
}

/** An item whose events count from one moment to another, both inclusive. */
interface Node {
  readonly item: string;
  readonly from: number;
  readonly until: number;
  readonly link: TrailLinkName;
  readonly via: string | undefined;
  /** Ingredients are followed; what was mixed into a container's other contents is not. */
  readonly followInputs: boolean;
}

/** Beyond these a trail is cut: deeper chains than any real supply has, more items than a person can read. */
export const MAX_LEVELS = 24;
export const MAX_NODES = 5_000;
export const MAX_STEPS = 20_000;

export interface TrailWalk {
  /** In time order. */
  readonly steps: readonly TrailStep[];
  /** False when one of the limits above was reached: there is more, the latest events were kept. */
  readonly complete: boolean;
}
const BEGINNING = -62135596800000;
const END = 253402300799999;
const RANK: Readonly<Record<TrailLinkName, number>> = { OWN: 0, CONTAINER: 1, INGREDIENT: 2 };

/**
 * Everything recorded that bears on an item: its own events, those of its containers while it was inside (and of
 * theirs), and the same of what it was made from, up to the moment it went in. In time order, not yet cut to a reader.
 */
export async function walkTrail(client: Queryable, item: string): Promise<TrailWalk> {
  const steps = new Map<string, TrailStep>();
  const seen = new Map<string, Node[]>();
  let level: Node[] = [{ item, from: BEGINNING, until: END, link: 'OWN', via: undefined, followInputs: true }];
  let complete = true;
  let nodes = 0;
  for (let depth = 0; level.length > 0; depth++) {
    const unseen = level.filter((node) => isNew(seen, node));
    const fresh = depth < MAX_LEVELS && steps.size < MAX_STEPS ? unseen.slice(0, MAX_NODES - nodes) : [];
    if (fresh.length < unseen.length) complete = false;
    if (fresh.length === 0) break;
    nodes += fresh.length;
    const [events, containers] = await Promise.all([eventsOf(client, fresh), containersOf(client, fresh)]);
    const ingredients = await ingredientsOf(client, events);
    if (events.length >= MAX_STEPS || containers.length >= MAX_NODES || ingredients.length >= MAX_NODES)
      complete = false;
    for (const { step } of events) {
      const key = `${step.batchId}/${step.pos}`;
      const known = steps.get(key);
      if (!known && steps.size >= MAX_STEPS) complete = false;
      else if (!known || RANK[step.link] < RANK[known.link]) steps.set(key, step);
    }
    level = [...containers, ...ingredients];
  }
  const sorted = [...steps.values()].sort(
    (a, b) => a.time - b.time || (a.batchId < b.batchId ? -1 : a.batchId > b.batchId ? 1 : a.pos - b.pos),
  );
  return { steps: sorted, complete };
}

function isNew(seen: Map<string, Node[]>, node: Node): boolean {
  const key = `${node.link} ${node.item}`;
  const before = seen.get(key) ?? [];
  if (
    before.some(
      (other) => other.from <= node.from && other.until >= node.until && (other.followInputs || !node.followInputs),
    )
  )
    return false;
  seen.set(key, [...before, node]);
  return true;
}

interface Found {
  readonly node: Node;
  readonly step: TrailStep;
  readonly made: boolean;
}

async function eventsOf(client: Queryable, nodes: readonly Node[]): Promise<Found[]> {
  const { rows } = await client.query<{ at: string; batch_id: bigint; pos: number; time: Date; made: boolean }>(
    `SELECT n.at, e.batch_id, e.pos, e.event_time AS time, e.type = 'TransformationEvent' AND i.role = ANY($4::int[]) AS made
       FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS n(item, since, till, at)
       JOIN event_item i ON i.item = n.item
       JOIN event e ON e.batch_id = i.batch_id AND e.pos = i.pos AND e.event_time BETWEEN n.since AND n.till
      ORDER BY e.event_time DESC, e.batch_id DESC, e.pos DESC, n.at LIMIT ${MAX_STEPS}`,
    [...columns(nodes), ROLE.outputs],
  );
  return rows.map((row) => {
    const node = nodes[Number(row.at) - 1] as Node;
    const step = { batchId: row.batch_id, pos: row.pos, time: row.time.getTime(), link: node.link, via: node.via };
    return { node, step, made: row.made };
  });
}

async function containersOf(client: Queryable, nodes: readonly Node[]): Promise<Node[]> {
  const { rows } = await client.query<{ at: string; parent: string; from_time: Date; to_time: Date | null }>(
    `SELECT n.at, c.parent, c.from_time, c.to_time
       FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS n(item, since, till, at)
       JOIN item_containment c ON c.child = n.item AND c.from_time <= n.till AND (c.to_time IS NULL OR c.to_time >= n.since)
      ORDER BY c.from_time DESC, c.parent, n.at LIMIT ${MAX_NODES}`,
    columns(nodes),
  );
  return rows.map((row) => {
    const inside = nodes[Number(row.at) - 1] as Node;
    return {
      item: row.parent,
      from: Math.max(inside.from, row.from_time.getTime()),
      until: Math.min(inside.until, row.to_time?.getTime() ?? END),
      link: inside.link === 'INGREDIENT' ? 'INGREDIENT' : 'CONTAINER',
      via: row.parent,
      followInputs: false,
    };
  });
}

/**
 * What went into the transformations that made an item of this level; each counts until the moment it went in. A
 * transformation may be told in several events that share a transformationID: its inputs are those of all of them
 * (EPCIS 2.0 §7.4).
 */
async function ingredientsOf(client: Queryable, found: readonly Found[]): Promise<Node[]> {
  const makings = found.filter(({ made, node }) => made && node.followInputs);
  if (makings.length === 0) return [];
  const { rows } = await client.query<{ item: string; time: Date }>(
    `SELECT i.item, max(e.event_time) AS time
       FROM (SELECT * FROM unnest($1::bigint[], $2::int[]) AS m(batch_id, pos) UNION
             SELECT o.batch_id, o.pos FROM unnest($1::bigint[], $2::int[]) AS m(batch_id, pos) ${OTHER_PARTS}) AS k(batch_id, pos)
       JOIN event e ON e.batch_id = k.batch_id AND e.pos = k.pos
       JOIN event_item i ON i.batch_id = k.batch_id AND i.pos = k.pos AND i.role = ANY($3::int[])
      GROUP BY i.item ORDER BY time DESC, i.item LIMIT ${MAX_NODES}`,
    [makings.map(({ step }) => step.batchId), makings.map(({ step }) => step.pos), ROLE.inputs],
  );
  return rows.map(({ item, time }) => ({
    item,
    from: BEGINNING,
    until: time.getTime(),
    link: 'INGREDIENT',
    via: item,
    followInputs: true,
  }));
}

function columns(nodes: readonly Node[]): [string[], Date[], Date[]] {
  return [
    nodes.map((node) => node.item),
    nodes.map((node) => new Date(node.from)),
    nodes.map((node) => new Date(node.until)),
  ];
}
