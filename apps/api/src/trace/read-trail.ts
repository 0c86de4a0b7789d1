import type { Reach } from '../platform/access/access.js';
import type { Queryable } from '../platform/database/database.js';
import { visibleSteps, type StepFacts } from './trail.policy.js';
import { keyOf, TrailView } from './trail-view.js';
import { walkTrail, type TrailStep } from './trail-walk.js';

/** The trail of an item as far as the reach goes; undefined when nothing of it is visible, or there is nothing. */
export async function readTrail(client: Queryable, reach: Reach, item: string): Promise<TrailView | undefined> {
  if (reach.kind === 'none') return undefined;
  const { steps, complete } = await walkTrail(client, item);
  const visible = reach.kind === 'all' ? steps : await visibleTo(client, reach.id, steps);
  // What is only known through containers or ingredients is no trail of this item.
  if (!visible.some((step) => step.link === 'OWN')) return undefined;
  return new TrailView(client, reach, item, visible, complete);
}

async function visibleTo(client: Queryable, organisationId: string, steps: readonly TrailStep[]): Promise<TrailStep[]> {
  if (steps.length === 0) return [];
  const { rows } = await client.query<StepFacts & { batchId: bigint; pos: number }>(
    `SELECT k.batch_id AS "batchId", k.pos, o.share_upstream AS shared,
            EXISTS (SELECT 1 FROM event_party p WHERE p.batch_id = k.batch_id AND p.pos = k.pos AND p.organisation_id = $3) AS "takesPart"
       FROM unnest($1::bigint[], $2::int[]) AS k(batch_id, pos)
       JOIN event e ON e.batch_id = k.batch_id AND e.pos = k.pos
       JOIN organisation o ON o.id = e.organisation_id`,
    [steps.map((step) => step.batchId), steps.map((step) => step.pos), organisationId],
  );
  const facts = new Map(rows.map((row) => [keyOf(row), row]));
  return visibleSteps(steps, (step) => facts.get(keyOf(step)) ?? { takesPart: false, shared: false });
}
