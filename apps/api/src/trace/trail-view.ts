import type { Queryable } from '../platform/database/database.js';
import { EVENT_FROM, EVENT_RECORD, type EventRecord } from './event-record.js';
import { ROLE } from './item-roles.js';
import type { TrailStep } from './trail-walk.js';

const MAX_CONTAINERS = 16;

/** The visible part of one item's trail; whatever it answers rests on events that the reader may see. */
export class TrailView {
  private readonly visible: ReadonlySet<string>;

  constructor(
    private readonly client: Queryable,
    readonly item: string,
    /** In time order. */
    readonly steps: readonly TrailStep[],
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
      `SELECT ${other} AS item, from_batch AS "batchId", from_pos AS pos FROM item_containment WHERE ${own} = $1 AND to_time IS NULL ORDER BY from_time DESC`,
      [item],
    );
    return rows.filter((row) => this.visible.has(keyOf(row)));
  }

  private async transformed(ownRoles: readonly number[], otherRoles: readonly number[]): Promise<string[]> {
    const { rows } = await this.client.query<Placed>(
      `SELECT o.item, e.batch_id AS "batchId", e.pos FROM event_item i
         JOIN event e ON e.batch_id = i.batch_id AND e.pos = i.pos AND e.type = 'TransformationEvent'
         JOIN event_item o ON o.batch_id = e.batch_id AND o.pos = e.pos AND o.role = ANY($3::int[])
        WHERE i.item = $1 AND i.role = ANY($2::int[]) ORDER BY e.event_time, o.ordinal`,
      [this.item, ownRoles, otherRoles],
    );
    return [...new Set(rows.filter((row) => this.visible.has(keyOf(row))).map(({ item }) => item))];
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
