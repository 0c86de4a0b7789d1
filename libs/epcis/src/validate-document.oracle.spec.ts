import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '@sealtrail/bytes/json';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import { eventList } from './event-list.js';
import { isSchemaTime } from './schema-time.js';
import { isUri } from './uri.js';
import { validateEpcisDocument } from './validate-document.js';

// The published JSON Schema is the oracle: whatever it takes we take, whatever it refuses we refuse.
const ajv = new Ajv.default({ strict: false });
addFormats.default(ajv);
const official = ajv.compile(
  JSON.parse(readFileSync(join(vectorsDir('gs1-epcis'), 'EPCIS-JSON-Schema.json'), 'utf8')) as object,
);
const folder = vectorsDir('gs1-epcis', 'JSON');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.jsonld'))
  .sort();
const documents = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as JsonValue);

const ours = (value: JsonValue): boolean => validateEpcisDocument(value).schemaValid;

describe('published examples', () => {
  test('there are 47', () => expect(files).toHaveLength(47));
  test.each(files.map((name, i) => [basename(name), i] as const))('%s is valid', (_name, i) => {
    const report = validateEpcisDocument(documents[i] as JsonValue);
    expect(report.documentErrors).toEqual([]);
    expect(report.events.flatMap((event) => event.errors)).toEqual([]);
    expect(report).toMatchObject({ valid: true, schemaValid: true });
  });
});

/** Text that has tripped validators: URIs, times, zones, words, names. */
// prettier-ignore
const STRINGS = [
  '', ' ', 'x', 'urn:', 'urn:x', 'URN:epc:id:sgtin:1.2.3', 'http://', 'http:///', 'http://a b', 'http://a"b',
  'http://[::1]/x', 'http://[::1', 'http://[::g]/', 'http://[1:2:3:4:5:6:7:8]:80/x?y#z', 'x:/[::1]', 'x:[::1]',
  'http://u@[::ffff:1.2.3.4]/', 'http://u:p@[v1.a:b]/', 'http://host:port/', 'a:%zz', 'a:%2f', 'a:b#c#d', 'a:b?c?d',
  'a:?b', 'a:#b', 'ü:x', 'a:ü', '1a:b', 'a+b-c.d:e', 'a/b:c', '//a/b', 'geo:1,2', 'a:\\b', 'a:{b}', 'a:b^c',
  'http://ns.gs1.org/cbv/BizStep-shipping', 'https://ns.gs1.org/cbv/x', 'https://ref.gs1.org/cbv/BizStep-shipping',
  'urn:epcglobal:cbv:bizstep:shipping', 'urn:epcglobal:cbvx', 'https://gs1.org/voc/Temperature',
  'https://www.gs1.org/voc/Temperature', 'http://gs1.org/voc/', 'gs1:Temperature', 'cbv:Comp-x',
  '2020-01-01T00:00:00Z', '2020-01-01t00:00:00z', '2020-01-01 00:00:00Z', '2020-01-01\n00:00:00Z',
  '2020-02-29T00:00:00Z', '2021-02-29T00:00:00Z', '1900-02-29T00:00:00Z', '2000-02-29T00:00:00Z',
  '2020-13-01T00:00:00Z', '2020-00-01T00:00:00Z', '2020-01-32T00:00:00Z', '2020-01-01T24:00:00Z',
  '2020-01-01T24:59:00+01:00', '2020-01-01T23:59:60Z', '2020-01-01T22:59:60-01:00', '2020-01-01T00:59:60+01:00',
  '2020-01-01T23:59:61Z', '2020-01-01T12:00:60Z', '2020-01-01T00:00:00', '2020-01-01T00:00Z',
  '2020-01-01T00:00:00.Z', '2020-01-01T00:00:00.123456789Z', '2020-01-01T00:00:00+24:00', '2020-01-01T00:00:00+01',
  '2020-01-01T00:00:00+0130', '2020-01-01T00:00:00+01:60', '2020-01-01T00:00:00Z ', ' 2020-01-01T00:00:00Z',
  '2020-1-1T0:0:0Z', '2020-01-01', '20200101T000000Z', '+01:00', '-14:00', '+14:00', '+14:01', '+13:59', '01:00',
  '+1:00', 'Z', '+00:00', '+01:00\n', 'ADD', 'OBSERVE', 'DELETE', 'add', 'OBSERVED', 'shipping', 'Shipping',
  'in_transit', 'recalled', 'ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent',
  'AssociationEvent', 'EPCISDocument', 'EPCISQueryDocument', 'objectEvent', 'ex:OtherEvent', 'KGM', 'kgm', 'K',
  'KGMX', 'K1', '2.0', '2', '2.', '1.2.3', '2.0\n', 'v2', 'ff0', 'FG', 'po', 'owning_party', 'location', 'x',
  'Temperature', 'ALARM_CONDITION', 'did_not_occur', '__proto__', 'constructor', 'toString', '\ud800', '\u0000',
];
// prettier-ignore
const NAMES = [
  'example:extra', 'extra', 'http://x/y', 'a:', '__proto__', 'constructor', 'hasOwnProperty', 'toString', 'type',
  'id', '@context', 'ilmd', 'epcList', 'quantityList', 'parentID', 'childEPCs', 'childQuantityList', 'inputEPCList',
  'outputQuantityList', 'transformationID', 'action', 'bizStep', 'disposition', 'persistentDisposition',
  'errorDeclaration', 'certificationInfo', 'sensorElementList', 'readPoint', 'eventID', 'recordTime', 'epcisHeader',
  'epcisBody', 'schemaVersion', 'set', 'unset', 'uom', 'quantity', 'exception', 'component', 'booleanValue',
  'hexBinaryValue', 'attribute', 'attributes', 'children', 'sender', 'bizTransactionList', 'sourceList',
];
// prettier-ignore
const VALUES: JsonValue[] = [
  null, true, false, 0, -1.5, 1e300, [], {}, [[]], [null], [{}], [''], ['a:b', 'a:b'], [1, 1], { id: 'a:b' },
  { id: 5 }, { type: 'po', bizTransaction: 'a:b' }, { set: ['active'] }, { declarationTime: '2020-01-01T00:00:00Z' },
  ['active', 'active'], [{ sensorReport: [{ type: 'Temperature' }] }], [{ epcClass: 'a:b' }],
];

type Random = (below: number) => number;
function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** All objects and lists of a value. */
function containers(value: JsonValue, found: (JsonValue[] | { [k: string]: JsonValue })[] = []): typeof found {
  if (typeof value !== 'object' || value === null) return found;
  found.push(value);
  for (const child of Object.values(value)) containers(child, found);
  return found;
}

function mutate(document: JsonValue, random: Random): JsonValue {
  const copy = structuredClone(document);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  for (let n = random(2); n >= 0; n--) {
    const all = containers(copy);
    const at = pick(all) as Record<string, JsonValue> & JsonValue[];
    const keys = Object.keys(at);
    const key = keys.length > 0 ? pick(keys) : undefined;
    const set = (name: string, value: JsonValue): void =>
      void Object.defineProperty(at, name, { value, enumerable: true, configurable: true, writable: true });
    const kind = random(8);
    if (kind === 0 && key !== undefined) {
      if (Array.isArray(at)) at.splice(Number(key), 1);
      else delete at[key];
    } else if (kind === 1 && key !== undefined) set(key, structuredClone(pick(VALUES)));
    else if (kind === 2 && key !== undefined) set(key, pick(STRINGS));
    else if (kind === 3 && !Array.isArray(at))
      set(pick(NAMES), random(2) ? structuredClone(pick(VALUES)) : pick(STRINGS));
    else if (kind === 4 && Array.isArray(at) && at.length > 0) at.push(structuredClone(pick(at)));
    else if (kind === 5 && key !== undefined && typeof at[key] === 'string') {
      const text = at[key];
      const cut = random(text.length + 1);
      set(
        key,
        text.slice(0, cut) + pick(['', ' ', '%', '"', 'é', ':', '/', '0', '[', 'T']) + text.slice(cut + random(2)),
      );
    } else if (kind === 6 && Array.isArray(at)) at.length = 0;
    else if (key !== undefined) {
      const donor = pick(containers(pick(documents)));
      set(key, structuredClone(donor));
    }
  }
  return copy;
}

describe('mutated documents are judged as the published schema judges them', () => {
  const rounds = 200;
  test.each(files.map((name, i) => [basename(name), i] as const))('%s', (_name, i) => {
    const random = seeded(i + 1);
    const counts = { valid: 0, invalid: 0 };
    const bare = eventList(documents[i] as JsonValue).map(
      (event) =>
        ({
          ...(event as object),
          '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
        }) as JsonValue,
    );
    const sources = [documents[i] as JsonValue, ...bare.slice(0, 2)];
    for (let round = 0; round < rounds; round++) {
      const mutated = mutate(sources[round % sources.length] as JsonValue, random);
      const expected = official(mutated);
      const actual = ours(mutated);
      if (actual !== expected) {
        expect.fail(
          `schema says ${String(expected)}, we say ${String(actual)}: ${JSON.stringify(mutated)} ${JSON.stringify(official.errors)} ${JSON.stringify(validateEpcisDocument(mutated))}`,
        );
      }
      if (!actual) expect(validateEpcisDocument(mutated).valid).toBe(false);
      counts[expected ? 'valid' : 'invalid']++;
    }
    // A mutation test that only ever breaks or never breaks documents would prove nothing.
    expect(counts.invalid).toBeGreaterThan(30);
    expect(counts.valid).toBeGreaterThan(5);
  });
});

describe('formats agree with the oracle on any text', () => {
  const uri = ajv.compile({ type: 'string', format: 'uri' });
  const time = ajv.compile({ type: 'string', format: 'date-time' });
  const unit = fc.constantFrom(...'aA1zf:/?#[]@!$&\'"()*+,;=%.-_~ \\^{}é2Bvg'.split(''));
  const pieces = fc.constantFrom(
    'http://',
    'urn:',
    '//',
    '[::1]',
    '[1:2:3:4:5:6:7:8]',
    '[::1.2.3.4]',
    '[v1.x]',
    '%2f',
    '%',
    'u@',
    ':80',
    ':x',
    '?',
    '#',
    '/',
    'a',
    '"',
    '::',
    '[',
    ']',
    '1:2',
    '256.1.1.1',
    '01.2.3.4',
  );
  const text = fc.oneof(
    fc.string({ unit, maxLength: 24 }),
    fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.constantFrom(...STRINGS),
  );
  test('uri', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((t) => `http:/${t}`),
          text.map((t) => `a:${t}`),
        ),
        (t) => {
          expect([t, isUri(t)]).toEqual([t, uri(t)]);
        },
      ),
      { numRuns: 20_000, seed: 7 },
    );
  });
  const two = (max: number): fc.Arbitrary<string> => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
  const stamp = fc
    .tuple(
      fc.constantFrom('2020', '2021', '1900', '0000', '9999'),
      two(13),
      two(32),
      fc.constantFrom('T', 't', ' ', '\n', '\u00a0', 'TT', ''),
      two(25),
      two(60),
      two(61),
      fc.constantFrom('', '.1', '.', '.000000001'),
      fc.constantFrom('Z', 'z', '', '+01:00', '-01:00', '+0130', '-23:59', '+24:00', '+01:60', '+1'),
    )
    .map(([y, mo, d, t, h, mi, s, f, z]) => `${y}-${mo}-${d}${t}${h}:${mi}:${s}${f}${z}`);
  test('date-time', () => {
    fc.assert(
      fc.property(fc.oneof(stamp, fc.constantFrom(...STRINGS)), (t) => {
        expect([t, isSchemaTime(t)]).toEqual([t, time(t)]);
      }),
      { numRuns: 20_000, seed: 7 },
    );
  });
});
