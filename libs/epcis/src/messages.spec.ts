import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';
import { validateEpcisDocument } from './validate-document.js';

const WHEN = { eventTime: '2026-03-01T10:00:00+01:00', eventTimeZoneOffset: '+01:00' };
const OBJECT: JsonObject = {
  type: 'ObjectEvent',
  action: 'OBSERVE',
  ...WHEN,
  epcList: ['urn:epc:id:sgtin:4012345.011111.1'],
};
const AGGREGATION: JsonObject = {
  type: 'AggregationEvent',
  action: 'ADD',
  ...WHEN,
  parentID: 'a:b',
  childEPCs: ['a:c'],
};

function firstMessage(event: JsonValue): string | undefined {
  const [report] = validateEpcisDocument({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-01T10:00:00Z',
    epcisBody: { eventList: [event] },
  }).events;
  return (report?.errors[0] ?? report?.warnings[0])?.message;
}

describe('sentences say which entry is wrong and what to write instead', () => {
  test.each<[JsonObject, string]>([
    [{ epcList: ['(01)04012345111118(21)1'] }, 'Entry 1 of epcList must be a URI'],
    [{ epcList: ['(01)04012345111118(21)1'] }, '; write "https://id.gs1.org/01/04012345111118/21/1".'],
    [{ epcList: ['04012345111118'] }, 'a GTIN names a product, not one piece of it'],
    [{ epcList: ['urn:epc:id:sgtin:4012345.011111.1 '] }, '; take away the blanks around it.'],
    [{ epcList: ['id.gs1.org/01/04012345111118/21/1'] }, '; https:// is missing.'],
    [{ epcList: ['urn:epc:id:sgtin:4012345.011111.ä'] }, '; it must not contain "ä".'],
    [{ epcList: 'a:b' }, '; write ["a:b"].'],
    [{ readPoint: { id: '4012345000009' } }, 'id of readPoint must be a URI'],
    [{ readPoint: { id: '4012345000009' } }, '; write "https://id.gs1.org/414/4012345000009".'],
    [{ readPoint: { id: '4012345000008' } }, '; its check digit is wrong, too.'],
    [{ readPoint: 'urn:epc:id:sgln:4012345.00001.0' }, '; write {"id": "urn:epc:id:sgln:4012345.00001.0"}.'],
    [{ eventTime: '2026-03-01T10:00:00' }, ': the time zone is missing.'],
    [{ eventTime: '2026-03-01T10:00Z' }, ': the seconds are missing.'],
    [{ eventTime: '2026-03-01T10:00' }, ': seconds and time zone are missing.'],
    [{ eventTime: '2026-03-01' }, ': the time of day is missing.'],
    [{ eventTime: '2026-02-30T10:00:00Z' }, ': there is no such date or time.'],
    [{ eventTime: '2026-03-01 10:00:00+01' }, '; write "2026-03-01T10:00:00+01:00".'],
    [{ eventTime: '2026-03-01t10:00:00.5z' }, '; write "2026-03-01T10:00:00.5Z".'],
    [{ eventTime: '2026-03-01T10:00:00+0100' }, '; write "2026-03-01T10:00:00+01:00".'],
    [{ eventTimeZoneOffset: 'Z' }, '; write "+00:00".'],
    [{ eventTimeZoneOffset: '+1:00' }, '; did you mean "+01:00"?'],
    [{ eventTimeZoneOffset: '-0530' }, '; did you mean "-05:30"?'],
    [{ eventTimeZoneOffset: 'CET' }, '; a name would leave open whether summer time applies.'],
    [{ eventTimeZoneOffset: '+15:00' }, '; it reaches from -14:00 to +14:00.'],
    [{ quantityList: [{ epcClass: 'a:b', quantity: '1,5' }] }, 'quantity in entry 1 of quantityList must be'],
    [{ quantityList: [{ epcClass: 'a:b', quantity: '1,5' }] }, '; write 1.5.'],
    [{ quantityList: [{ epcClass: 'a:b', quantity: 1, uom: 'kg' }] }, '; did you mean "KGM"?'],
    [{ quantityList: [{ epcClass: 'a:b', quantity: 1, uom: 'litres' }] }, '; did you mean "LTR"?'],
    [{ bizStep: 'in transit' }, '; "in_transit" is a disposition.'],
    [{ disposition: 'shipping' }, '; "shipping" is a business step.'],
    [{ errorDeclaration: { declarationTime: '2026-01-01T00:00:00Z', reason: 'x' } }, 'is not an error reason'],
    [{ sourceList: [{ type: 'owner', source: 'a:b' }] }, 'Use one of owning_party, possessing_party, location,'],
    [{ childEPCs: ['a:b'] }, '; the items go into "epcList".'],
    [{ temperature: 4 }, 'such as "example:temperature".'],
    [{ type: 'QuantityEvent' }, '; write an ObjectEvent with a quantityList.'],
  ])('%j', (changes, expected) => {
    expect(firstMessage({ ...OBJECT, ...changes })).toContain(expected);
  });

  test('fields of other event types are sent where they belong', () => {
    expect(firstMessage({ ...AGGREGATION, epcList: ['a:b'] })).toBe(
      'An AggregationEvent has no field "epcList"; the items go into "childEPCs".',
    );
    expect(firstMessage({ ...AGGREGATION, persistentDisposition: { set: ['recalled'] } })).toBe(
      'An AggregationEvent has no field "persistentDisposition"; only ObjectEvent and TransformationEvent have it.',
    );
  });

  test('the type under an older name, a document type in another spelling', () => {
    const { type, ...rest } = OBJECT;
    expect(firstMessage({ ...rest, isA: type as JsonValue })).toContain('; it has "isA", which must be called "type".');
    const report = validateEpcisDocument({ type: 'epcisDocument', '@context': 'a:b', epcisBody: { eventList: [] } });
    expect(report.events[0]?.errors.map((issue) => issue.message)).toEqual([
      'type must be one of EPCISDocument, EPCISQueryDocument or a URI of your own; found "epcisDocument"; did you mean "EPCISDocument"?',
    ]);
  });
});
