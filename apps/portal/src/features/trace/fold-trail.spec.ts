import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import trace from '../../../messages/en/trace.json';
import type { SensorReading, TraceEvent } from '../api/schema-types';
import { foldTrail, readingsInShort } from './fold-trail';
import { summariseTrail } from './summarise-trail';
import type { TrailEntry } from './trace.documents';

let clock = Date.parse('2026-11-05T06:00:00Z');
const entry = (changes: Partial<TraceEvent>, place: Partial<Omit<TrailEntry, 'event'>> = {}): TrailEntry => {
  clock += 60_000;
  const eventTime = new Date(clock).toISOString();
  return {
    link: 'OWN',
    via: null,
    ...place,
    event: {
      id: eventTime,
      type: 'ObjectEvent',
      action: 'OBSERVE',
      eventTime,
      eventTimeZoneOffset: '+01:00',
      recordTime: eventTime,
      bizStep: 'inspecting',
      disposition: null,
      readPoint: 'geo:47.5,7.6',
      readPointLocation: null,
      bizLocation: null,
      bizLocationLocation: null,
      items: [],
      itemCount: 1,
      sources: [],
      destinations: [],
      bizTransactions: [],
      sensorSummary: [],
      errorDeclaration: null,
      capturedBy: { slug: 'polarline', name: 'Polarline' },
      status: {
        status: 'RECORDED',
        leafIndex: String(clock),
        recordedAt: eventTime,
        checkpointSize: null,
        publishedAt: null,
        anchor: null,
      },
      ...changes,
    },
  };
};
const degrees = (value: number, alarm = false): SensorReading => ({
  type: 'Temperature',
  value,
  minValue: null,
  maxValue: null,
  uom: 'CEL',
  time: null,
  alarm,
});
const reading = (value: number, via = 'box', alarm = false): TrailEntry =>
  entry({ bizStep: 'sensor_reporting', sensorSummary: [degrees(value, alarm)] }, { link: 'CONTAINER', via });
const shape = (entries: TrailEntry[]): string[] =>
  foldTrail(entries).map(({ kind, entries: { length } }) => `${kind} ${length}`);

test('readings of one container fold, whoever else reports in between', () => {
  const entries = [4, 5, 6].flatMap((value) => [reading(value, 'a'), reading(value, 'b')]);
  const lines = foldTrail([...entries, entry({})]);
  expect(lines.map(({ kind, entries: { length } }) => `${kind} ${length}`)).toEqual([
    'readings 3',
    'readings 3',
    'event 1',
  ]);
  expect(new Set(lines[0]?.entries.map(({ via }) => via)).size).toBe(1);
});

test('another event ends the run; two are no run', () => {
  expect(shape([reading(4), reading(5), entry({}), reading(6)])).toEqual(['event 1', 'event 1', 'event 1', 'event 1']);
});

test('equal events of sibling packs fold; recalls, alarms and declared errors never do', () => {
  const pack = (via: string, changes: Partial<TraceEvent> = {}) =>
    entry({ bizStep: 'commissioning', ...changes }, { link: 'INGREDIENT', via });
  expect(shape(['a', 'b', 'c'].map((via) => pack(via)))).toEqual(['repeated 3']);
  expect(shape(['a', 'b', 'c'].map((via) => pack(via, { disposition: 'recalled' })))).toHaveLength(3);
  expect(shape(['a', 'b', 'c'].map((via) => pack(via, { sensorSummary: [degrees(30, true)] })))).toHaveLength(3);
  const errorDeclaration = { declarationTime: '2026-11-06T00:00:00Z', reason: null, correctiveEventIDs: [] };
  expect(shape(['a', 'b', 'c'].map((via) => pack(via, { errorDeclaration })))).toHaveLength(3);
});

const t = createTranslator({ locale: 'en', messages: { trace }, namespace: 'trace' });
const sentence = (entries: TrailEntry[]): string => {
  const short = readingsInShort(entries);
  return t('fold.readings', {
    count: short.count,
    outside: short.outside,
    span: short.span,
    actor: 'Polarline',
    where: short.onTheRoad ? 'road' : 'none',
    place: 'none',
    low: `${short.low} °C`,
    high: `${short.high} °C`,
  });
};

test('a run of readings in a sentence', () => {
  expect(sentence([reading(20), reading(27.4, 'box', true), reading(28.9, 'box', true)])).toBe(
    '3 sensor readings by Polarline on the road, 2 outside limits: highest 28.9 °C.',
  );
  expect(sentence([reading(3), reading(0.5, 'box', true), reading(4)])).toBe(
    '3 sensor readings by Polarline on the road, 1 outside limits: lowest 0.5 °C.',
  );
  expect(sentence([reading(3), reading(4)])).toBe('2 sensor readings by Polarline on the road: 3 °C to 4 °C.');
  expect(sentence([reading(3), reading(3)])).toBe('2 sensor readings by Polarline on the road: 3 °C.');
});

test('a trail in short: what made the item, what was last, and alarms while it was there', () => {
  const made = entry({ action: 'ADD', bizStep: 'commissioning' });
  const before = entry({ action: 'ADD', sensorSummary: [degrees(40, true)] }, { link: 'INGREDIENT', via: 'lot' });
  const recall = entry({ disposition: 'recalled' });
  const last = entry({}, { link: 'CONTAINER', via: 'box' });
  expect(summariseTrail([before, made, reading(30, 'box', true), recall, last], 'item')).toEqual({
    made: made.event,
    last: last.event,
    alarms: 1,
    recalled: true,
  });
});
