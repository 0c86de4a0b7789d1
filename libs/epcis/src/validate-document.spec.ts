import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';
import { contextOf } from './event-list.js';
import { indexEvent } from './index-event.js';
import { validateEpcisDocument } from './validate-document.js';
import type { EpcisIssue } from './validation-report.js';

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
const EVENT: JsonObject = {
  type: 'ObjectEvent',
  action: 'OBSERVE',
  bizStep: 'shipping',
  eventTime: '2026-03-01T10:00:00+01:00',
  eventTimeZoneOffset: '+01:00',
  epcList: ['urn:epc:id:sgtin:4012345.011111.1'],
};
const document = (...events: JsonValue[]): JsonObject => ({
  '@context': [CONTEXT],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-03-01T10:00:00Z',
  epcisBody: { eventList: events },
});
const issuesOf = (changes: JsonObject, base: JsonObject = EVENT): readonly EpcisIssue[] => {
  const event = { ...base, ...changes };
  for (const [name, value] of Object.entries(changes)) if (value === null) delete event[name];
  return validateEpcisDocument(document(EVENT, event)).events[1]?.errors ?? [];
};

describe('messages say what was found, what is allowed and what was probably meant', () => {
  test.each<[JsonObject, Partial<EpcisIssue>]>([
    [
      { bizStep: 'shiping' },
      {
        event: 2,
        field: '/bizStep',
        code: 'EPCIS_WORD',
        message: 'bizStep "shiping" is not a business step of the standard; did you mean "shipping"?',
      },
    ],
    [
      { bizStep: 'urn:epcglobal:cbv:bizstep:shipping' },
      {
        code: 'EPCIS_WORD',
        message:
          'bizStep "urn:epcglobal:cbv:bizstep:shipping" must not use the long form of a standard business step; write "shipping" instead.',
      },
    ],
    [
      { action: 'OBSERVED' },
      {
        field: '/action',
        code: 'EPCIS_ACTION',
        message: 'action must be one of OBSERVE, ADD, DELETE; found "OBSERVED"; did you mean "OBSERVE"?',
      },
    ],
    [
      { type: 'ObjectEvnt' },
      {
        field: '/type',
        code: 'EPCIS_EVENT_TYPE',
        message: expect.stringContaining('did you mean "ObjectEvent"?') as unknown as string,
      },
    ],
    [
      { eventTime: null, eventTme: '2026-03-01T10:00:00Z' },
      {
        field: '',
        code: 'EPCIS_REQUIRED',
        message: 'An ObjectEvent must have the field "eventTime"; it has "eventTme", which is spelt another way.',
      },
    ],
    [{ eventTime: '2026-03-01T10:00:00' }, { field: '/eventTime', code: 'EPCIS_TIME', clause: 'EPCIS 2.0 §7.4.1' }],
    [{ eventTime: '2026-03-01 10:00:00Z' }, { field: '/eventTime', code: 'EPCIS_TIME', rule: 'strict-time' }],
    [
      { bizstep: 'shipping' },
      {
        field: '/bizstep',
        code: 'EPCIS_UNKNOWN_FIELD',
        message: 'An ObjectEvent has no field "bizstep"; did you mean "bizStep"?',
      },
    ],
    [{ epcList: ['not a uri'] }, { field: '/epcList/0', code: 'EPCIS_URI' }],
    [
      { epcList: ['a:b', 'a:b'] },
      { field: '/epcList/1', code: 'EPCIS_DUPLICATE', message: 'epcList names "a:b" twice.' },
    ],
    [{ ilmd: {} }, { field: '/ilmd', code: 'EPCIS_COMBINATION' }],
    [{ 'ex/~a b': 1 }, { field: '/ex~1~0a b', code: 'EPCIS_UNKNOWN_FIELD' }],
    [{ epcList: null }, { code: 'EPCIS_COMBINATION', rule: 'object-items' }],
    [
      { type: 'AggregationEvent', action: 'ADD', epcList: null, childEPCs: ['a:b'] },
      { code: 'EPCIS_REQUIRED', rule: 'parent', clause: 'EPCIS 2.0 §7.4' },
    ],
  ])('%j', (changes, expected) => {
    expect(issuesOf(changes)[0]).toMatchObject(expected);
  });

  test('what is odd but taken is a warning', () => {
    const report = validateEpcisDocument(
      document({
        ...EVENT,
        epcList: ['https://id.gs1.org/01/04012345111117/21/1'],
        'nope:x': 1,
        eventTime: '2027-01-01T00:00:00Z',
      }),
      { nowMs: Date.UTC(2026, 0, 1) },
    );
    expect(report.valid).toBe(true);
    expect(report.events[0]?.warnings.map((issue) => issue.code).sort()).toEqual([
      'EPCIS_CONTEXT',
      'EPCIS_IDENTIFIER',
      'EPCIS_TIME',
    ]);
  });

  test('documents of another version are refused by a rule of their own', () => {
    const report = validateEpcisDocument({ ...document(EVENT), schemaVersion: '1.2' });
    expect(report).toMatchObject({
      valid: false,
      schemaValid: true,
      documentErrors: [{ code: 'EPCIS_VERSION', field: '/schemaVersion' }],
    });
  });
});

describe('hostile input gives issues, never an exception', () => {
  const WRONG: JsonValue[] = [null, true, 0, '', 'x', [], {}, [null], [[]], { a: 1 }, 1e308];
  test('wrong types in every member', () => {
    const full: JsonObject = {
      ...EVENT,
      quantityList: [],
      readPoint: { id: 'a:b' },
      bizLocation: { id: 'a:b' },
      bizTransactionList: [],
      sourceList: [],
      destinationList: [],
      sensorElementList: [],
      persistentDisposition: { set: ['active'] },
      errorDeclaration: { declarationTime: '2026-01-01T00:00:00Z' },
      certificationInfo: 'a:b',
      eventID: 'a:b',
      recordTime: '2026-01-01T00:00:00Z',
      disposition: 'active',
      '@context': CONTEXT,
      parentID: 'a:b',
      childEPCs: [],
      ilmd: {},
    };
    for (const type of [
      'ObjectEvent',
      'AggregationEvent',
      'TransactionEvent',
      'TransformationEvent',
      'AssociationEvent',
      'x:y',
      '',
    ]) {
      for (const name of Object.keys(full)) {
        for (const value of WRONG) {
          const event = { ...full, type, [name]: value };
          expect(() => validateEpcisDocument(document(event))).not.toThrow();
          expect(() => validateEpcisDocument(event)).not.toThrow();
          expect(() => indexEvent(event, contextOf(event))).not.toThrow();
        }
      }
    }
  });
  test.each(WRONG.map((value) => [JSON.stringify(value), value] as const))(
    'the whole document is %s',
    (_text, value) => {
      expect(validateEpcisDocument(value).valid).toBe(false);
    },
  );
  test('deep nesting', () => {
    let deep: JsonValue = 1;
    for (let i = 0; i < 20_000; i++) deep = { 'ex:x': [deep] };
    const report = validateEpcisDocument(document({ ...EVENT, 'ex:deep': deep }));
    expect(report.events[0]?.errors[0]).toMatchObject({ code: 'EPCIS_DEPTH', field: '/ex:deep' });
    expect(
      validateEpcisDocument({ ...document(EVENT), '@context': [deep, structuredCloneDeep(deep)] } as JsonValue).valid,
    ).toBe(false);
  });
  test('huge lists and prototype names', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `urn:epc:id:sgtin:4012345.011111.${i}`);
    expect(validateEpcisDocument(document({ ...EVENT, epcList: many })).valid).toBe(true);
    expect(validateEpcisDocument(document({ ...EVENT, epcList: many.map(() => 7) })).events[0]?.errors).toHaveLength(
      25,
    );
    const proto = JSON.parse(`{"__proto__":{"type":"ObjectEvent"},"constructor":1,"type":"ObjectEvent"}`) as JsonValue;
    expect(validateEpcisDocument(document(proto)).valid).toBe(false);
    expect(({} as Record<string, unknown>)['type']).toBeUndefined();
  });
  test('hostile structure costs linear time', () => {
    const start = process.cpuUsage();
    const contexts = Array.from({ length: 50_000 }, (_, i) => ({ a: { b: i } }));
    expect(validateEpcisDocument({ ...document(EVENT), '@context': contexts }).valid).toBe(true);
    expect(validateEpcisDocument({ ...document(EVENT), '@context': [...contexts, { a: { b: 7 } }] }).valid).toBe(false);
    const names = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`bizStap${i}`, i]));
    expect(validateEpcisDocument(document({ ...names, type: 'ObjectEvent' })).events[0]?.errors).toHaveLength(25);
    const words = Array.from({ length: 200_000 }, (_, i) => `recaled${i}`);
    expect(validateEpcisDocument(document({ ...EVENT, persistentDisposition: { set: words } })).valid).toBe(false);
    // Processor time, not the clock: other work on the machine must not fail the test.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });
  test('hostile text costs linear time', () => {
    const start = process.cpuUsage();
    for (const text of [
      'a:'.repeat(200_000),
      `http://${'['.repeat(200_000)}`,
      `http://[${':'.repeat(200_000)}]`,
      `2026-01-01T${'0'.repeat(200_000)}`,
      `a:${'%41'.repeat(100_000)}!`,
      `http://${'@'.repeat(200_000)}[`,
    ]) {
      for (const name of ['eventTime', 'eventID', 'bizStep', 'action', 'eventTimeZoneOffset', text])
        validateEpcisDocument(document({ ...EVENT, [name]: text }));
    }
    // Processor time, not the clock: other work on the machine must not fail the test.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });
});

/** structuredClone recurses; the copy of a deep chain must not. */
function structuredCloneDeep(value: JsonValue): JsonValue {
  let depth = 0;
  for (
    let at = value;
    typeof at === 'object' && at !== null;
    at = (at as { 'ex:x': JsonValue[] })['ex:x'][0] as JsonValue
  )
    depth++;
  let copy: JsonValue = 1;
  for (let i = 0; i < depth; i++) copy = { 'ex:x': [copy] };
  return copy;
}
