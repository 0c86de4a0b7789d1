import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import trace from '../../../messages/en/trace.json';
import type { EventItem, TraceEvent } from '../api/schema-types';
import { describeDisposition, describeEvent, describeReason, describeStep } from './describe-event';
import type { Translate } from './describe-items';
import { BIZ_STEPS, DISPOSITIONS } from './vocabulary';

const failures: string[] = [];
const t = createTranslator({
  locale: 'en',
  messages: { trace },
  namespace: 'trace',
  onError: (error) => failures.push(error.message),
}) as unknown as Translate;

const PRODUCT = { gtin: '09521568251204', name: 'Cardiolex 20 mg' };
const pack = (serial: number, role: EventItem['role'] = 'EPC', product: EventItem['product'] = PRODUCT): EventItem => {
  const item = `https://id.gs1.org/01/09521568251204/21/${serial}`;
  return { item, original: item, role, quantity: null, uom: null, kind: 'sgtin', product };
};
const CASE = 'https://id.gs1.org/00/095215682512041239';
const container: EventItem = {
  item: CASE,
  original: CASE,
  role: 'PARENT',
  quantity: null,
  uom: null,
  kind: 'sscc',
  product: null,
};
const bulk = (role: EventItem['role'], lot: string, quantity: number, uom: string | null, name: string): EventItem => {
  const item = `https://id.gs1.org/01/09521568251204/10/${lot}`;
  return { item, original: item, role, quantity, uom, kind: 'lgtin', product: { gtin: '09521568251204', name } };
};
const LYON = { gln: '9521568000014', name: 'Lyon plant', city: 'Lyon', country: 'FR' };

const event = (changes: Partial<TraceEvent>): TraceEvent => ({
  id: 'e',
  type: 'ObjectEvent',
  action: 'OBSERVE',
  eventTime: '2026-03-01T10:00:00Z',
  eventTimeZoneOffset: '+01:00',
  recordTime: '2026-03-01T10:00:01Z',
  bizStep: null,
  disposition: null,
  readPoint: null,
  readPointLocation: LYON,
  bizLocation: null,
  bizLocationLocation: null,
  items: [pack(1)],
  itemCount: changes.items?.length ?? 1,
  sources: [],
  destinations: [],
  bizTransactions: [],
  sensorSummary: [],
  errorDeclaration: null,
  capturedBy: { slug: 'aurelia', name: 'Aurelia Pharma' },
  status: {
    status: 'RECORDED',
    leafIndex: '1',
    recordedAt: '2026-03-01T10:00:01Z',
    checkpointSize: null,
    publishedAt: null,
    anchor: null,
  },
  ...changes,
});
const packs = (count: number, role: EventItem['role']): EventItem[] =>
  Array.from({ length: count }, (_, index) => pack(index, role));
const party = (name: string) => ({ type: 'owning_party', id: 'x', location: null, organisation: { slug: 'x', name } });

test.each<[string, Partial<TraceEvent>, string]>([
  [
    'packing',
    { type: 'AggregationEvent', action: 'ADD', bizStep: 'packing', items: [container, ...packs(24, 'CHILD')] },
    'Aurelia Pharma packed 24 × Cardiolex 20 mg into logistic unit 095215682512041239 at Lyon plant.',
  ],
  [
    'unpacking everything',
    { type: 'AggregationEvent', action: 'DELETE', bizStep: 'urn:epcglobal:cbv:bizstep:unpacking', items: [container] },
    'Aurelia Pharma unpacked nothing named from logistic unit 095215682512041239 at Lyon plant.',
  ],
  [
    'found inside',
    { type: 'AggregationEvent', action: 'OBSERVE', bizStep: 'packing', items: [container, pack(1, 'CHILD')] },
    'Aurelia Pharma found Cardiolex 20 mg, serial 1 in logistic unit 095215682512041239 at Lyon plant.',
  ],
  [
    'shipping',
    {
      bizStep: 'https://ref.gs1.org/cbv/BizStep-shipping',
      items: [{ ...container, role: 'EPC' }],
      destinations: [party('Transvia Logistics')],
    },
    'Aurelia Pharma shipped logistic unit 095215682512041239 from Lyon plant to Transvia Logistics.',
  ],
  [
    'receiving',
    {
      bizStep: 'receiving',
      readPointLocation: null,
      readPoint: 'urn:epc:id:sgln:0614141.07346.1234',
      sources: [party('Nordkem')],
    },
    'Aurelia Pharma received Cardiolex 20 mg, serial 1 from Nordkem at location 0614141073467.',
  ],
  [
    'commissioning',
    { action: 'ADD', bizStep: 'commissioning', items: packs(3, 'EPC') },
    'Aurelia Pharma commissioned 3 × Cardiolex 20 mg at Lyon plant.',
  ],
  [
    'at coordinates',
    { bizStep: 'loading', readPointLocation: null, readPoint: 'geo:47.5235,7.6992' },
    'Aurelia Pharma loaded Cardiolex 20 mg, serial 1 near 47.52° N, 7.70° E.',
  ],
  [
    'on the road',
    { bizStep: 'sensor_reporting', readPointLocation: null, readPoint: 'geo:-47.5,-7.6992;u=20' },
    'Aurelia Pharma reported sensor readings for Cardiolex 20 mg, serial 1 on the road near 47.50° S, 7.70° W.',
  ],
  [
    'leaving coordinates',
    { bizStep: 'departing', readPointLocation: null, readPoint: 'geo:47.5235,7.6992' },
    'Aurelia Pharma recorded the departure of Cardiolex 20 mg, serial 1 from near 47.52° N, 7.70° E.',
  ],
  [
    'unknown product',
    {
      action: 'ADD',
      bizStep: 'commissioning',
      items: [pack(1, 'EPC', null), pack(2, 'EPC', null)],
      readPointLocation: null,
    },
    'Aurelia Pharma commissioned 2 items.',
  ],
  [
    'more than were loaded',
    { bizStep: 'shipping', items: packs(30, 'EPC'), itemCount: 1200 },
    'Aurelia Pharma shipped 1,200 × Cardiolex 20 mg from Lyon plant.',
  ],
  [
    'transformation',
    {
      type: 'TransformationEvent',
      action: null,
      bizStep: null,
      items: [
        bulk('INPUT_QUANTITY', 'N1', 12.5, 'KGM', 'Cardiol base'),
        bulk('OUTPUT_QUANTITY', 'A7', 4000, null, 'Cardiolex 20 mg'),
      ],
    },
    'Aurelia Pharma made 4,000 × Cardiolex 20 mg (lot A7) from 12.5 kg of Cardiol base (lot N1) at Lyon plant.',
  ],
  [
    'named one by one and as a lot',
    {
      type: 'TransformationEvent',
      action: null,
      bizStep: 'commissioning',
      items: [
        bulk('INPUT_QUANTITY', 'N1', 12.5, 'KGM', 'Cardiol base'),
        ...packs(12, 'OUTPUT'),
        bulk('OUTPUT_QUANTITY', 'A7', 12, null, PRODUCT.name),
      ],
    },
    'Aurelia Pharma made 12 × Cardiolex 20 mg (lot A7) from 12.5 kg of Cardiol base (lot N1) at Lyon plant.',
  ],
  [
    'transaction',
    { type: 'TransactionEvent', action: 'ADD', bizTransactions: [{ type: 'po', id: 'PO-7' }] },
    'Aurelia Pharma linked Cardiolex 20 mg, serial 1 to document PO-7 at Lyon plant.',
  ],
  [
    'a document in the namespace of the standard',
    {
      type: 'TransactionEvent',
      action: 'ADD',
      bizTransactions: [{ type: 'po', id: 'urn:epcglobal:cbv:bt:9521106000004:PO-STL-2291' }],
    },
    'Aurelia Pharma linked Cardiolex 20 mg, serial 1 to document PO-STL-2291 at Lyon plant.',
  ],
  [
    'association',
    { type: 'AssociationEvent', action: 'DELETE', items: [container, pack(1, 'CHILD')] },
    'Aurelia Pharma detached Cardiolex 20 mg, serial 1 from logistic unit 095215682512041239 at Lyon plant.',
  ],
  [
    'a step of another vocabulary',
    { action: 'DELETE', bizStep: 'https://example.com/steps/melting' },
    'Aurelia Pharma took Cardiolex 20 mg, serial 1 out of existence at Lyon plant.',
  ],
  [
    'a type nobody knows',
    { type: 'MysteryEvent', action: null },
    'Aurelia Pharma recorded an event of type MysteryEvent.',
  ],
  [
    'declared wrong',
    {
      bizStep: 'shipping',
      errorDeclaration: { declarationTime: '2026-03-02T00:00:00Z', reason: null, correctiveEventIDs: [] },
    },
    'Aurelia Pharma declared this record wrong: “Aurelia Pharma shipped Cardiolex 20 mg, serial 1 from Lyon plant.”',
  ],
])('%s', (_title, changes, sentence) => {
  expect(describeEvent(event(changes), t)).toBe(sentence);
});

test('on its own page an item is "this item", as content and as container', () => {
  const packing = event({
    type: 'AggregationEvent',
    action: 'ADD',
    bizStep: 'packing',
    items: [container, pack(1, 'CHILD')],
  });
  expect(describeEvent(packing, t, pack(1).item)).toBe(
    'Aurelia Pharma packed this item into logistic unit 095215682512041239 at Lyon plant.',
  );
  expect(describeEvent(packing, t, CASE)).toBe(
    'Aurelia Pharma packed Cardiolex 20 mg, serial 1 into this item at Lyon plant.',
  );
});

test('why a record was declared wrong is said in words where the standard has them', () => {
  expect(describeReason('urn:epcglobal:cbv:er:did_not_occur', t)).toBe('It did not happen');
  expect(describeReason('incorrect_data', t)).toBe('Its data is wrong');
  expect(describeReason('Scanned twice', t)).toBe('Scanned twice');
});

const TYPES = ['ObjectEvent', 'AggregationEvent', 'AssociationEvent', 'TransactionEvent', 'TransformationEvent'];

test('every type, action and step has a whole sentence', () => {
  failures.length = 0;
  for (const type of TYPES) {
    for (const action of ['ADD', 'OBSERVE', 'DELETE', null]) {
      for (const bizStep of [...BIZ_STEPS, null, 'constructor', 'a.b']) {
        const items =
          type === 'TransformationEvent' ? [pack(1, 'INPUT'), pack(2, 'OUTPUT')] : [container, ...packs(2, 'CHILD')];
        const sentence = describeEvent(event({ type, action, bizStep, items }), t);
        expect(sentence).toMatch(/^Aurelia Pharma [a-z].*\.$/);
        expect(sentence).not.toMatch(/sentence\.|[{}]|none/);
      }
    }
  }
  expect(failures).toEqual([]);
});

test('every step and disposition has a name', () => {
  failures.length = 0;
  for (const word of BIZ_STEPS) expect(describeStep(`urn:epcglobal:cbv:bizstep:${word}`, t)).toMatch(/^[A-Z]/);
  for (const word of DISPOSITIONS) expect(describeDisposition(word, t)).toMatch(/^[A-Z]/);
  expect(describeDisposition('https://example.com/melted', t)).toBe('https://example.com/melted');
  expect(failures).toEqual([]);
});
