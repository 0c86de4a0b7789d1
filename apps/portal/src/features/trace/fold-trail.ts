import type { SensorReading } from '../api/schema-types';
import { geoPoint } from './geo-point';
import type { TrailEntry } from './trace.documents';
import { cbvWord, isRecall } from './vocabulary';

/** A line of the timeline: one event, or a run of events that say nearly the same. Entries are oldest first. */
export interface TrailLine {
  kind: 'event' | 'readings' | 'repeated';
  entries: [TrailEntry, ...TrailEntry[]];
}

/** Shorter runs are read faster than unfolded. */
const MIN_RUN = 3;

const isReading = ({ event }: TrailEntry): boolean =>
  event.bizStep !== null && cbvWord(event.bizStep) === 'sensor_reporting' && event.sensorSummary.length > 0;

/** Entries of one key may share a line; what asks for attention stands alone, but for readings, which are counted. */
function foldKey(entry: TrailEntry): string | undefined {
  const { event, link, via } = entry;
  if (event.errorDeclaration !== null || isRecall(event.disposition)) return undefined;
  if (isReading(entry)) return ['reading', event.capturedBy.slug, link, via ?? event.items[0]?.item].join('|');
  if (event.sensorSummary.some((reading) => reading.alarm)) return undefined;
  const { type, action, bizStep, disposition, readPoint, bizLocation, capturedBy, items } = event;
  const product = items[0]?.product?.name ?? items[0]?.kind;
  return [type, action, bizStep, disposition, readPoint, bizLocation, capturedBy.slug, link, product].join('|');
}

/** Folds runs of similar entries. Readings of several containers that were under way together fold apart. */
export function foldTrail(entries: readonly TrailEntry[]): TrailLine[] {
  const lines: TrailLine[] = [];
  let run = new Map<string, [TrailEntry, ...TrailEntry[]]>();
  let reading = false;
  const close = (): void => {
    for (const group of run.values()) {
      if (group.length >= MIN_RUN) lines.push({ kind: reading ? 'readings' : 'repeated', entries: group });
      else lines.push(...group.map((entry): TrailLine => ({ kind: 'event', entries: [entry] })));
    }
    run = new Map();
  };
  for (const entry of entries) {
    const key = foldKey(entry);
    const joins = key !== undefined && run.size > 0 && (isReading(entry) ? reading : !reading && run.has(key));
    if (!joins) close();
    reading = isReading(entry);
    const group = run.get(key ?? '');
    if (group === undefined) run.set(key ?? '', [entry]);
    else group.push(entry);
    if (key === undefined) close();
  }
  close();
  return lines.sort((a, b) => Date.parse(a.entries[0].event.eventTime) - Date.parse(b.entries[0].event.eventTime));
}

/** A run of sensor readings in numbers, all of one type and unit: that of the first alarm, else the first reading. */
export interface ReadingsInShort {
  count: number;
  /** Events with at least one reading outside its limits. */
  outside: number;
  low: number | undefined;
  high: number | undefined;
  uom: string | null;
  /** Which end matters: of alarms the one they broke out at. */
  span: 'high' | 'low' | 'one' | 'range' | 'none';
  /** All read under way, at coordinates rather than at places. */
  onTheRoad: boolean;
}

/** What a folded run of readings says. */
export function readingsInShort(entries: readonly TrailEntry[]): ReadingsInShort {
  const all = entries.flatMap(({ event }) => event.sensorSummary);
  const model = all.find((reading) => reading.alarm) ?? all[0];
  const same = all.filter((reading) => reading.type === model?.type && reading.uom === model.uom);
  const values = same.flatMap(valuesOf);
  const low = values.length === 0 ? undefined : Math.min(...values);
  const high = values.length === 0 ? undefined : Math.max(...values);
  const alarms = same.filter((reading) => reading.alarm).flatMap(valuesOf);
  const span =
    low === undefined || high === undefined
      ? 'none'
      : alarms.length > 0
        ? Math.max(...alarms) === high
          ? 'high'
          : 'low'
        : low === high
          ? 'one'
          : 'range';
  return {
    count: entries.length,
    outside: entries.filter(({ event }) => event.sensorSummary.some((reading) => reading.alarm)).length,
    low,
    high,
    uom: model?.uom ?? null,
    span,
    onTheRoad: entries.every(
      ({ event }) => event.readPointLocation === null && geoPoint(event.readPoint) !== undefined,
    ),
  };
}

const valuesOf = ({ value, minValue, maxValue }: SensorReading): number[] =>
  [value, minValue, maxValue].filter((one) => one !== null);
