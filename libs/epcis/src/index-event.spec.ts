import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import { epochMs } from './date-time.js';
import { contextOf, contextOfEvent, documentKind, eventList, eventListPath } from './event-list.js';
import { indexEvent } from './index-event.js';

const CONTEXT = contextOf({});

test('an event is indexed by canonical identifiers, bare words and GLNs', () => {
  const event: JsonObject = {
    type: 'AggregationEvent',
    eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8',
    eventTime: '2026-03-01T10:00:00.1235+01:00',
    eventTimeZoneOffset: '+01:00',
    action: 'ADD',
    bizStep: 'https://ref.gs1.org/cbv/BizStep-packing',
    disposition: 'http://example.com/disp/odd',
    parentID: 'urn:epc:id:sscc:4012345.1112223334',
    childEPCs: ['urn:epc:id:sgtin:4012345.011111.1', 'http://private.example/7'],
    childQuantityList: [
      { epcClass: 'urn:epc:class:lgtin:4054739.099914.L1', quantity: 2.5, uom: 'KGM' },
      { epcClass: 'urn:epc:idpat:sgtin:4012345.066666.*' },
    ],
    readPoint: { id: 'urn:epc:id:sgln:4012345.00005.D7' },
    bizLocation: { id: 'geo:1,2' },
    bizTransactionList: [
      { type: 'po', bizTransaction: 'urn:epcglobal:cbv:bt:4012345000009:1' },
      { bizTransaction: 'a:b' },
    ],
    sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:4012345.00000' }],
    destinationList: [{ type: 'location', destination: 'https://x.example/414/4012345000054' }],
    sensorElementList: [
      {
        sensorMetadata: { time: '2026-03-01T09:00:00Z', deviceID: 'urn:epc:id:giai:4012345.1' },
        sensorReport: [
          { type: 'gs1:Temperature', value: 9.1, uom: 'CEL', exception: 'ALARM_CONDITION' },
          { type: 'Count', maxValue: 3 },
        ],
      },
    ],
    errorDeclaration: {
      declarationTime: '2026-03-02T00:00:00Z',
      reason: 'did_not_occur',
      correctiveEventIDs: ['urn:x:1'],
    },
  };
  expect(indexEvent(event, CONTEXT)).toEqual({
    type: 'AggregationEvent',
    eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8',
    eventTime: '2026-03-01T10:00:00.1235+01:00',
    eventTimeMs: Date.UTC(2026, 2, 1, 9, 0, 0, 124),
    eventTimeZoneOffset: '+01:00',
    action: 'ADD',
    bizStep: 'packing',
    disposition: 'http://example.com/disp/odd',
    readPoint: 'https://id.gs1.org/414/4012345000054/254/D7',
    bizLocation: 'geo:1,2',
    items: [
      {
        item: 'https://id.gs1.org/00/140123451122233341',
        original: 'urn:epc:id:sscc:4012345.1112223334',
        role: 'parent',
      },
      {
        item: 'https://id.gs1.org/01/04012345111118/21/1',
        original: 'urn:epc:id:sgtin:4012345.011111.1',
        role: 'child',
      },
      { item: 'http://private.example/7', original: 'http://private.example/7', role: 'child' },
      {
        item: 'https://id.gs1.org/01/04054739999148/10/L1',
        original: 'urn:epc:class:lgtin:4054739.099914.L1',
        role: 'childQuantity',
        quantity: 2.5,
        uom: 'KGM',
      },
      {
        item: 'https://id.gs1.org/01/04012345666663',
        original: 'urn:epc:idpat:sgtin:4012345.066666.*',
        role: 'childQuantity',
      },
    ],
    parties: [
      { role: 'readPoint', gln: '4012345000054' },
      { role: 'source', gln: '4012345000009', type: 'owning_party' },
      { role: 'destination', gln: '4012345000054', type: 'location' },
    ],
    sources: [{ type: 'owning_party', id: 'urn:epc:id:pgln:4012345.00000' }],
    destinations: [{ type: 'location', id: 'https://x.example/414/4012345000054' }],
    bizTransactions: [{ type: 'po', id: 'urn:epcglobal:cbv:bt:4012345000009:1' }, { id: 'a:b' }],
    transformationID: undefined,
    errorDeclaration: {
      declarationTime: '2026-03-02T00:00:00Z',
      reason: 'did_not_occur',
      correctiveEventIDs: ['urn:x:1'],
    },
    sensor: [
      {
        type: 'Temperature',
        value: 9.1,
        uom: 'CEL',
        time: '2026-03-01T09:00:00Z',
        deviceID: 'urn:epc:id:giai:4012345.1',
        exception: 'ALARM_CONDITION',
        alarm: true,
      },
      { type: 'Count', maxValue: 3, time: '2026-03-01T09:00:00Z', deviceID: 'urn:epc:id:giai:4012345.1', alarm: false },
    ],
  });
});

describe('documents', () => {
  const folder = vectorsDir('gs1-epcis', 'JSON');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jsonld'));
  test.each(files)('%s: events are found, times are read, every identifier is indexed once', (name) => {
    const document = JSON.parse(readFileSync(join(folder, name), 'utf8')) as JsonValue;
    const events = eventList(document);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      const index = indexEvent(event, contextOf(document));
      expect(index.eventTimeMs).toBe(Math.round(Date.parse(index.eventTime)));
      const written =
        JSON.stringify(event).match(/"urn:epc:(?:id:(?:sgtin|sscc|grai)|class:lgtin|idpat:sgtin):[^"]*"/g) ?? [];
      const indexed = new Set(index.items.map((item) => JSON.stringify(item.original)));
      for (const identifier of written)
        if (!JSON.stringify((event as JsonObject)['sensorElementList'] ?? '').includes(identifier))
          expect(indexed).toContain(identifier);
    }
  });
  test('kinds and paths', () => {
    expect([
      documentKind({ type: 'EPCISDocument' }),
      documentKind({ type: 'EPCISQueryDocument' }),
      documentKind({ type: 'ObjectEvent' }),
      documentKind(null),
    ]).toEqual(['EPCISDocument', 'EPCISQueryDocument', 'event', 'event']);
    expect(eventListPath('EPCISQueryDocument')).toEqual(['epcisBody', 'queryResults', 'resultsBody', 'eventList']);
    expect(eventListPath('event')).toBeUndefined();
    expect(eventList({ type: 'EPCISDocument', epcisBody: 7 })).toEqual([]);
  });
  test('contexts: later definitions win, the event adds its own', () => {
    const context = contextOf({
      type: 'EPCISDocument',
      '@context': ['https://x/', { a: 'https://one/' }, { a: { '@id': 'https://two/' }, '@vocab': 'x' }],
      'r:ignoreFields': ['r:hash'],
    });
    expect([
      context.prefixes.get('a'),
      context.prefixes.get('cbv'),
      context.prefixes.get('@vocab'),
      [...context.ignoredFields],
    ]).toEqual(['https://two/', 'https://ref.gs1.org/cbv/', undefined, ['r:hash']]);
    expect(contextOfEvent(context, { '@context': { b: 'https://b/' } }).prefixes.get('b')).toBe('https://b/');
    expect(contextOfEvent(context, {})).toBe(context);
  });
});

test.each([
  ['2026-03-01T10:00:00Z', Date.UTC(2026, 2, 1, 10)],
  ['2026-03-01t10:00:00.9995z', Date.UTC(2026, 2, 1, 10, 0, 1)],
  ['2026-03-01 10:00:00-0130', Date.UTC(2026, 2, 1, 11, 30)],
  ['2026-03-01T10:00:00+02', Date.UTC(2026, 2, 1, 8)],
  ['0001-01-01T00:00:00Z', Date.parse('0001-01-01T00:00:00Z')],
  ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
  ['2026-03-01T10:00:00', undefined],
  ['2026-03-01T10:00:00.Z', undefined],
  ['yesterday', undefined],
])('%s is %s', (text, ms) => expect(epochMs(text)).toBe(ms));
