import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import { eventHash, preHash } from './event-hash.js';
import { contextOf, eventList } from './event-list.js';

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
const lines = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
const folder = vectorsDir('epcis-event-hash');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonld'))
  .map((name) => name.replace('.jsonld', ''));

/** The published pre-hash of this event is that of another event; its published hash is right. */
const WRONG_PREHASH = new Set(['epcisDocWithCustomSchemaInContext/1']);

test.each(names)('%s has the published hashes and pre-hash strings', (name) => {
  const document = JSON.parse(readFileSync(join(folder, `${name}.jsonld`), 'utf8')) as JsonValue;
  const context = contextOf(document);
  const events = eventList(document);
  const prehashes = lines(join(folder, `${name}.prehashes`));
  const hashes = lines(join(folder, `${name}.hashes`));
  expect(hashes).toHaveLength(events.length);
  events.forEach((event, i) => {
    if (!WRONG_PREHASH.has(`${name}/${i}`)) expect(preHash(event, context)).toBe(prehashes[i]);
  });
  expect(events.map((event) => eventHash(event, context, sha256))).toEqual(hashes);
});

const CONTEXT = contextOf({
  '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { ex: 'https://ns.example.com/' }],
});
const BASE: JsonObject = {
  type: 'ObjectEvent',
  action: 'OBSERVE',
  eventTime: '2026-01-02T03:04:05.0004999+01:00',
  eventTimeZoneOffset: '+01:00',
};
const HEAD = 'eventType=ObjectEventeventTime=2026-01-02T02:04:05.000ZeventTimeZoneOffset=+01:00';

test.each<[string, JsonObject, string]>([
  ['empty lists leave no trace', { epcList: [], bizTransactionList: [] }, 'action=OBSERVE'],
  [
    'recordTime, eventID and errorDeclaration are left out',
    { recordTime: 'x', eventID: 'y', errorDeclaration: { reason: 'z' } },
    'action=OBSERVE',
  ],
  [
    'numbers lose trailing zeros and exponents',
    { 'ex:a': 1e-7, 'ex:b': '0012.500', 'ex:c': '-0.0', 'ex:d': 1e21 },
    'action=OBSERVE{https://ns.example.com/}a=0.0000001{https://ns.example.com/}b=12.5{https://ns.example.com/}c=0{https://ns.example.com/}d=1000000000000000000000',
  ],
  [
    'long digits are not rounded',
    { 'ex:a': '12345678901234567890' },
    'action=OBSERVE{https://ns.example.com/}a=12345678901234567890',
  ],
  ['comments are ignored', { 'rdfs:comment': 'hello', comment: 'x' }, 'action=OBSERVE'],
  [
    'extensions nest and sort',
    { 'ex:o': { 'ex:b': ['2', '1'], 'ex:a': true } },
    'action=OBSERVE{https://ns.example.com/}o{https://ns.example.com/}a=true{https://ns.example.com/}b=1{https://ns.example.com/}b=2',
  ],
  [
    'old CBV URNs become web addresses',
    { bizStep: 'urn:epcglobal:cbv:bizstep:shipping' },
    'action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-shipping',
  ],
  [
    'sorting goes by code point, not by UTF-16 unit',
    { 'ex:a': ['\u{1F600}', '\uFFFD'] },
    'action=OBSERVE{https://ns.example.com/}a=\uFFFD{https://ns.example.com/}a=\u{1F600}',
  ],
])('%s', (_name, more, tail) => {
  expect(preHash({ ...BASE, ...more }, CONTEXT)).toBe(HEAD + tail);
});

test('spellings of one identifier hash alike, serial and lot reduce to the serial', () => {
  const hash = (epc: string): string => eventHash({ ...BASE, epcList: [epc] }, CONTEXT, sha256);
  const urn = hash('urn:epc:id:sgtin:4012345.011111.A%2FB');
  expect(hash('https://example.com/some/path/01/04012345111118/10/LOT/21/A%2FB?17=261231')).toBe(urn);
  expect(hash('http://id.gs1.org/gtin/4012345111118/ser/A%2fB/')).not.toBe('');
});

test('garbage never throws', () => {
  let deep: JsonValue = 1;
  for (let i = 0; i < 5000; i++) deep = { 'ex:x': [deep] };
  for (const value of [
    null,
    1,
    'x',
    [],
    {},
    { type: 1, epcList: {}, readPoint: [], sensorElementList: [1, { sensorReport: 3 }] },
    { ...BASE, 'ex:deep': deep },
  ]) {
    expect(typeof preHash(value as JsonValue, CONTEXT)).toBe('string');
  }
});
