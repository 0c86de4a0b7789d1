import type { TraceEvent } from '../api/schema-types';

/** The newest `count` of several lists, an event that stands in two of them once. Ids repeat, leaf indexes never. */
export function newestOf(lists: readonly (readonly TraceEvent[])[], count: number): TraceEvent[] {
  const byLeaf = new Map(lists.flat().map((event) => [event.status.leafIndex, event]));
  return [...byLeaf.values()].sort((a, b) => Date.parse(b.eventTime) - Date.parse(a.eventTime)).slice(0, count);
}
