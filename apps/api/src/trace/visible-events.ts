import type { Reach } from '../platform/access/access.js';

/** Positional parameters of one statement, numbered as they are added. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Adds a value and returns its placeholder. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** SQL condition on `event e`: those in which the caller's organisation takes part, all of them, or none. */
export function takesPart(reach: Reach, parameters: Parameters): string {
  if (reach.kind === 'all') return 'TRUE';
  if (reach.kind === 'none') return 'FALSE';
  return `EXISTS (SELECT 1 FROM event_party p WHERE p.organisation_id = ${parameters.add(reach.id)} AND p.batch_id = e.batch_id AND p.pos = e.pos)`;
}
