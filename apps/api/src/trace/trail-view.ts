import type { Reach } from '../platform/access/access.js';
import type { Queryable } from '../platform/database/database.js';
import { EVENT_FROM, EVENT_RECORD, type EventRecord } from './event-record.js';
import { ROLE } from './item-roles.js';
import type { TrailStep } from './trail-walk.js';
import { OTHER_PARTS } from './transformation-parts.js';
import { Parameters, takesPart } from './visible-events.js';

/** Deeper than anything is packed; a circle of containers ends here at the latest. */
const MAX_CONTAINERS = 16;
/** Most things that are listed inside an item, or before and after it. */
const MAX_LISTED = 20_000;

/** The visible part of one item's trail; whatever it answers rests on events that the reader may see. */
export class TrailView {
  private readonly visible: ReadonlySet<string>;

  constructor(
    private readonly client: Queryable,
    private readonly reach: Reach,
    readonly item: string,
    /** In time order. */
    readonly steps: readonly TrailStep[],
    /** False when the trail was cut at the limits of the walk. */
    readonly complete: boolean,
  ) {
    this.visible = new Set(steps.map(keyOf));
  }

  /** Events of some steps, in the order of the steps. */
  async records(steps: readonly TrailStep[]): Promise<Map<string, EventRecord>> {
    const { rows } = await this.client.query<EventRecord>(
      `SELECT ${EVENT_RECORD} FROM unnest($1::bigint[], $2::int[]) AS k(batch_id, pos) JOIN (${EVENT_FROM}) ON e.batch_id = k.batch_id AND e.pos = k.pos`,
      [steps.map((step) => step.batchId), steps.map((step) => step.pos)],
    );
    return new Map(rows.map((row) => [keyOf(row), row]));
  }

  /** What the item is in now, outermost last. */
  async containers(): Promise<string[]> {
    const found: string[] = [];
    for (let inside: string | undefined = this.item; inside !== undefined && found.length < MAX_CONTAINERS;) {
      const rows: Placed[] = await this.placed('child', 'parent', inside);
      const next: string | undefined = rows.find(({ item }) => item !== this.item && !found.includes(item))?.item;
      if (next !== undefined) found.push(next);
      inside = next;
    }
    return found;
  }

  /** What is inside the item now, in the order of its identifiers. */
  async contents(): Promise<string[]> {
    return (await this.placed('parent', 'child', this.item)).map(({ item }) => item).sort();
  }

  madeFrom(): Promise<string[]> {
    return this.transformed(ROLE.outputs, ROLE.inputs);
  }

  madeInto(): Promise<string[]> {
    return this.transformed(ROLE.inputs, ROLE.outputs);
  }

  /** Latest disposition and place that were recorded of the item or of what it was in. */
  async latest(): Promise<{ disposition: string | undefined; place: string | undefined }> {
    const steps = this.steps.filter((step) => step.link !== 'INGREDIENT');
    const { rows } = await this.client.query<{ disposition: string | null; place: string | null }>(
      `SELECT e.disposition, coalesce(e.biz_location, e.read_point) AS place
         FROM unnest($1::bigint[], $2::int[]) WITH ORDINALITY AS k(batch_id, pos, at) JOIN event e ON e.batch_id = k.batch_id AND e.pos = k.pos
        WHERE NOT e.error_declaration ORDER BY k.at DESC`,
      [steps.map((step) => step.batchId), steps.map((step) => step.pos)],
    );
    const disposition = rows.find((row) => row.disposition !== null)?.disposition ?? undefined;
    return { disposition, place: rows.find((row) => row.place !== null)?.place ?? undefined };
  }

  private async placed(own: 'child' | 'parent', other: 'child' | 'parent', item: string): Promise<Placed[]> {
    const { rows } = await this.client.query<Placed>(
      `SELECT ${other} AS item, from_batch AS "batchId", from_pos AS pos FROM item_containment WHERE ${own} = $1 AND to_time IS NULL ORDER BY from_time DESC, ${other} LIMIT ${MAX_LISTED}`,
      [item],
    );
    return rows.filter((row) => this.visible.has(keyOf(row)));
  }

  /**
   * The other side of the transformations that the item's own visible events tell, those of their other parts
   * included. A part is shown when it is in the trail, or the reader takes part in it.
   */
  private async transformed(ownRoles: readonly number[], otherRoles: readonly number[]): Promise<string[]> {
    const own = this.steps.filter((step) => step.link === 'OWN');
    const parameters = new Parameters();
    const [batches, places, item, mine, other] = [
      own.map((step) => step.batchId),
      own.map((step) => step.pos),
      this.item,
      ownRoles,
      otherRoles,
    ].map((value) => parameters.add(value));
    const { rows } = await this.client.query<Placed & { takesPart: boolean }>(
      `WITH m AS (
         SELECT k.batch_id, k.pos FROM unnest(${batches}::bigint[], ${places}::int[]) AS k(batch_id, pos)
           JOIN event e ON e.batch_id = k.batch_id AND e.pos = k.pos AND e.type = 'TransformationEvent'
          WHERE EXISTS (SELECT 1 FROM event_item i WHERE i.item = ${item} AND i.batch_id = k.batch_id AND i.pos = k.pos AND i.role = ANY(${mine}::int[]))
       ), parts AS (SELECT batch_id, pos FROM m UNION SELECT o.batch_id, o.pos FROM m ${OTHER_PARTS})
       SELECT i.item, e.batch_id AS "batchId", e.pos, ${takesPart(this.reach, parameters)} AS "takesPart"
         FROM parts JOIN event e ON e.batch_id = parts.batch_id AND e.pos = parts.pos
         JOIN event_item i ON i.batch_id = e.batch_id AND i.pos = e.pos AND i.role = ANY(${other}::int[])
        ORDER BY e.event_time, e.batch_id, e.pos, i.ordinal LIMIT ${MAX_LISTED}`,
      parameters.values,
    );
    return [...new Set(rows.filter((row) => row.takesPart || this.visible.has(keyOf(row))).map(({ item }) => item))];
  }
}

interface Placed {
  item: string;
  batchId: bigint;
  pos: number;
}

/** Names an event among others. */
export function keyOf({ batchId, pos }: { batchId: bigint; pos: number }): string {
  return `${batchId}/${pos}`;
}
