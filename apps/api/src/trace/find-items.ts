import type { Reach } from '../platform/access/access.js';
import type { Queryable } from '../platform/database/database.js';
import { Parameters, takesPart } from './visible-events.js';

/** Items whose index form begins so and that stand in an event the reach covers, in order. */
export async function findItemsByPrefix(
  client: Queryable,
  reach: Reach,
  prefix: string,
  limit: number,
): Promise<string[]> {
  const parameters = new Parameters();
  const like = parameters.add(`${prefix.replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await client.query<{ item: string }>(
    `SELECT DISTINCT i.item FROM event_item i JOIN event e ON e.batch_id = i.batch_id AND e.pos = i.pos
      WHERE i.item LIKE ${like} AND ${takesPart(reach, parameters)} ORDER BY i.item LIMIT ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows.map((row) => row.item);
}

/** Of some items, those that stand in an event the reach covers. */
export async function findItems(
  client: Queryable,
  reach: Reach,
  items: readonly string[],
  limit: number,
): Promise<string[]> {
  const parameters = new Parameters();
  const wanted = parameters.add(items);
  const { rows } = await client.query<{ item: string }>(
    `SELECT DISTINCT i.item FROM event_item i JOIN event e ON e.batch_id = i.batch_id AND e.pos = i.pos
      WHERE i.item = ANY(${wanted}::text[]) AND ${takesPart(reach, parameters)} ORDER BY i.item LIMIT ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows.map((row) => row.item);
}
