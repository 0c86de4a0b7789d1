/** One event that says something about whether a child is in a parent. */
export interface ContainmentEvent {
  readonly batchId: bigint;
  readonly pos: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly action: 'ADD' | 'DELETE';
  readonly parent: string;
  /**
   * True when a thing can be so in one parent at a time: one serial number, aggregated. A lot is in many at once, and
   * what is associated (a sensor on a container) may be packed as well.
   */
  readonly exclusive: boolean;
  /** Other children of the event that are parents of this child too: packed with what is in them. */
  readonly packsParents?: ReadonlySet<string>;
}

export interface ContainmentInterval {
  readonly parent: string;
  readonly from: ContainmentEvent;
  /** What ended it: a DELETE, or the ADD to another parent. */
  readonly to: ContainmentEvent | undefined;
}

/**
 * When a child was in which parent, from all that was recorded of it, in whatever order it was recorded: ADD opens an
 * interval unless one is open, DELETE closes the open one, and closing what is not open says nothing. Packing a thing
 * elsewhere says that it is no longer where it was, also when nobody said so (unless its container went along in the
 * same event). Events of one moment keep their order of record, but a DELETE comes before an ADD: unpacked and packed
 * again, not the reverse.
 */
export function containmentIntervals(events: readonly ContainmentEvent[]): ContainmentInterval[] {
  const sorted = [...events].sort(
    (a, b) => a.time - b.time || rank(a) - rank(b) || compare(a.batchId, b.batchId) || a.pos - b.pos,
  );
  const intervals: ContainmentInterval[] = [];
  const open = new Map<string, ContainmentEvent>();
  const close = (parent: string, to: ContainmentEvent): void => {
    const from = open.get(parent);
    if (!from) return;
    intervals.push({ parent, from, to });
    open.delete(parent);
  };
  for (const event of sorted) {
    if (event.action === 'DELETE') {
      close(event.parent, event);
      continue;
    }
    if (event.exclusive) {
      for (const [parent, from] of open) {
        if (parent !== event.parent && from.exclusive && !event.packsParents?.has(parent)) close(parent, event);
      }
    }
    if (!open.has(event.parent)) open.set(event.parent, event);
  }
  for (const [parent, from] of open) intervals.push({ parent, from, to: undefined });
  return intervals;
}

function rank(event: ContainmentEvent): number {
  return event.action === 'DELETE' ? 0 : 1;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
