import type { TraceEvent } from '../api/schema-types';
import type { TrailEntry } from './trace.documents';
import { isRecall } from './vocabulary';

/** A trail in short. */
export interface TrailSummary {
  /** The event that brought the item into being. */
  made: TraceEvent | undefined;
  /** The latest event of the item or of what it was inside. */
  last: TraceEvent | undefined;
  /** Events with a reading outside its limits while the item, or its container, was there. */
  alarms: number;
  recalled: boolean;
}

const makes = ({ event, link }: TrailEntry, item: string): boolean =>
  link === 'OWN' &&
  event.errorDeclaration === null &&
  ((event.type === 'ObjectEvent' && event.action === 'ADD') ||
    (event.type === 'TransformationEvent' &&
      !event.items.some((one) => one.item === item && one.role.startsWith('INPUT'))));

/** @param entries oldest first, all that the reader may see */
export function summariseTrail(entries: readonly TrailEntry[], item: string): TrailSummary {
  const there = entries.filter(({ link, event }) => link !== 'INGREDIENT' && event.errorDeclaration === null);
  return {
    made: entries.find((entry) => makes(entry, item))?.event,
    last: there.at(-1)?.event,
    alarms: there.filter(({ event }) => event.sensorSummary.some((reading) => reading.alarm)).length,
    recalled: there.some(({ event }) => isRecall(event.disposition)),
  };
}
