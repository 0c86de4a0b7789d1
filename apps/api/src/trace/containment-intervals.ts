/** One event that says something about whether a child is in a parent. */
export interface ContainmentEvent {
  readonly batchId: bigint;
  readonly pos: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly action: 'ADD' | 'DELETE';
}

export interface ContainmentInterval {
  readonly from: ContainmentEvent;
  readonly to: ContainmentEvent | undefined;
}

/**
 * When a child was in a parent, from what was recorded of the pair, in whatever order it was recorded: ADD opens an
 * interval unless one is open, DELETE closes the open one, and closing what is not open says nothing. Events of one
 * moment keep their order of record, but a DELETE comes before an ADD: unpacked and packed again, not the reverse.
 */
export function containmentIntervals(events: readonly ContainmentEvent[]): ContainmentInterval[] {
  const sorted = [...events].sort(
    (a, b) => a.time - b.time || rank(a) - rank(b) || Number(a.batchId - b.batchId) || a.pos - b.pos,
  );
  const intervals: ContainmentInterval[] = [];
  let open: ContainmentEvent | undefined;
  for (const event of sorted) {
    if (event.action === 'ADD') open ??= event;
    else if (open) {
      intervals.push({ from: open, to: event });
      open = undefined;
    }
  }
  if (open) intervals.push({ from: open, to: undefined });
  return intervals;
}

function rank(event: ContainmentEvent): number {
  return event.action === 'DELETE' ? 0 : 1;
}
