import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from './json.js';
import { scanStrictJson } from './json-scanner.js';
import { parseStrictJson, scanArraySpans } from './strict-json.js';
import { fromUtf8, utf8 } from './utf8.js';

function failure(input: string | Uint8Array, options = {}): unknown {
  try {
    parseStrictJson(input, options);
  } catch (error) {
    return error;
  }
  throw new Error(`was taken: ${typeof input === 'string' ? input : fromUtf8(input)}`);
}

test.each([
  [
    '{"a":1,"b":{"c":[1,2,{"d":1,"d":2}]}}',
    'JSON_DUPLICATE_KEY',
    { offset: 28, line: 1, column: 29, pointer: '/b/c/2/d' },
  ],
  ['{"a":1,"\\u0061":2}', 'JSON_DUPLICATE_KEY', { pointer: '/a' }],
  ['{"__proto__":1,"__proto__":2}', 'JSON_DUPLICATE_KEY', { pointer: '/__proto__' }],
  ['{"a":{"x":1},"a":{"x":1}}', 'JSON_DUPLICATE_KEY', { pointer: '/a' }],
  ['{"x/y~":[1,\n "\\ud800"]}', 'JSON_LONE_SURROGATE', { line: 2, column: 2, pointer: '/x~1y~0/1' }],
  ['{"\\udc00":1}', 'JSON_LONE_SURROGATE', {}],
  ['["\ud800"]', 'JSON_LONE_SURROGATE', { pointer: '/0' }],
  ['["\\ud83d\\ud83d\\ude00"]', 'JSON_LONE_SURROGATE', {}],
  ['[NaN]', 'JSON_SYNTAX', { offset: 1, column: 2, pointer: '/0' }],
  ['[Infinity]', 'JSON_SYNTAX', {}],
  ['[-Infinity]', 'JSON_SYNTAX', {}],
  ['[1e400]', 'JSON_NUMBER', { pointer: '/0' }],
  ['\ufeff{}', 'JSON_SYNTAX', { offset: 0 }],
  ['{} {}', 'JSON_SYNTAX', { offset: 3 }],
  ['{}\u00a0', 'JSON_SYNTAX', { offset: 2 }],
  ['', 'JSON_SYNTAX', { offset: 0, line: 1, column: 1 }],
  ['{"epcisBody":{"eventList":[{"type":"Obj', 'JSON_SYNTAX', { offset: 39, pointer: '/epcisBody/eventList/0/type' }],
  ['{"epcisBody":{"eventList":[{"type":1}', 'JSON_SYNTAX', { offset: 37 }],
  ['{"a":', 'JSON_SYNTAX', { offset: 5, pointer: '/a' }],
  ['[1,]', 'JSON_SYNTAX', {}],
  ['{"a":1,}', 'JSON_SYNTAX', {}],
  ['{a:1}', 'JSON_SYNTAX', { offset: 1 }],
  ["{'a':1}", 'JSON_SYNTAX', {}],
  ['[01]', 'JSON_SYNTAX', {}],
  ['[1.]', 'JSON_SYNTAX', {}],
  ['[+1]', 'JSON_SYNTAX', {}],
  ['["a\nb"]', 'JSON_SYNTAX', { offset: 3 }],
  ['["\\x41"]', 'JSON_SYNTAX', { offset: 2 }],
  ['["\\u00zz"]', 'JSON_SYNTAX', {}],
  ['[1 /* no */]', 'JSON_SYNTAX', {}],
  ['"', 'JSON_SYNTAX', { offset: 1 }],
  ['"\\', 'JSON_SYNTAX', {}],
  ['nul', 'JSON_SYNTAX', { offset: 0 }],
  ['{"é":[1,"ü', 'JSON_SYNTAX', { offset: 12, column: 11 }],
])('%j is refused', (text, code, data) => {
  expect(failure(text)).toMatchObject({ code, data });
  if (!text.includes('\ud800')) expect(failure(utf8(text))).toMatchObject({ code, data });
});

test('invalid UTF-8 is named by byte, line and column', () => {
  const bytes = Uint8Array.of(0x5b, 0x0a, 0x22, 0xff, 0x22, 0x5d);
  expect(failure(bytes)).toMatchObject({ code: 'BYTES_BAD_UTF8', data: { offset: 3, line: 2, column: 2 } });
});

test('depth: as many levels as allowed, one more is refused, any number does not overflow', () => {
  expect(() => parseStrictJson('['.repeat(64) + ']'.repeat(64))).not.toThrow();
  expect(failure('['.repeat(65) + ']'.repeat(65))).toMatchObject({ code: 'JSON_TOO_DEEP', data: { offset: 64 } });
  expect(failure('{"a":'.repeat(3) + '1' + '}'.repeat(3), { maxDepth: 2 })).toMatchObject({
    code: 'JSON_TOO_DEEP',
    data: { pointer: '/a/a' },
  });
  expect(failure('['.repeat(1_000_000))).toMatchObject({ code: 'JSON_TOO_DEEP' });
  expect(failure('{"a":'.repeat(1_000_000))).toMatchObject({ code: 'JSON_TOO_DEEP' });
});

test('size and unsafe integers are limited on request', () => {
  expect(failure('"ééé"', { maxBytes: 7 })).toMatchObject({ code: 'JSON_TOO_LARGE', data: { bytes: 8, limit: 7 } });
  expect(parseStrictJson('"ééé"', { maxBytes: 8 })).toBe('ééé');
  expect(parseStrictJson('[9007199254740993]')).toEqual([9007199254740992]);
  expect(failure('[9007199254740993]', { refuseUnsafeIntegers: true })).toMatchObject({
    code: 'JSON_NUMBER',
    data: { pointer: '/0' },
  });
  expect(parseStrictJson('[1e30]', { refuseUnsafeIntegers: true })).toEqual([1e30]);
});

test('duplicate names can be told instead of refused; the last counts', () => {
  const told: unknown[] = [];
  const onDuplicateName = (place: unknown) => told.push(place);
  expect(parseStrictJson('{"a":1,\n"a":[{"b":1,"b":2}]}', { onDuplicateName })).toEqual({ a: [{ b: 2 }] });
  expect(told).toEqual([
    { offset: 8, line: 2, column: 1, pointer: '/a', name: 'a' },
    { offset: 20, line: 2, column: 13, pointer: '/a/0/b', name: 'b' },
  ]);
  expect(failure('{"a":1,"a":2', { onDuplicateName })).toMatchObject({ code: 'JSON_SYNTAX' });
  expect(failure(`{${'"a":1,'.repeat(1_000_000)}"a":1}`, { onDuplicateName })).toMatchObject({
    code: 'JSON_DUPLICATE_KEY',
  });
});

test('__proto__ does not reach the prototype', () => {
  const value = parseStrictJson('{"__proto__":{"polluted":true},"constructor":1}') as JsonObject;
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
  expect((value as { polluted?: unknown }).polluted).toBeUndefined();
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('against the platform parser', () => {
  test('takes every valid text with the same value', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
        scanStrictJson(text, { maxDepth: 64, refuseUnsafeIntegers: false });
      }),
      { numRuns: 500 },
    );
  });

  test('the slow scanner refuses exactly what the platform refuses', () => {
    const unit = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '"a"',
      '"b"',
      '1',
      '-',
      '0',
      '.',
      'e',
      'true',
      'null',
      ' ',
      '\n',
      'u0041',
      '\u0001',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const scan = () => scanStrictJson(text, { maxDepth: 64, refuseUnsafeIntegers: false });
        if (valid) {
          try {
            scan();
          } catch (error) {
            expect(error).toMatchObject({ code: 'JSON_DUPLICATE_KEY' });
          }
        } else expect(scan).toThrow();
      }),
      { numRuns: 20_000 },
    );
  });

  test('any cut of a document is refused with a position', () => {
    const text = JSON.stringify({ a: [1, -2.5e3, 'x\\"y\u{1f4e6}', null, true, { b: {} }], c: 'é' });
    for (let end = 0; end < text.length; end++) {
      expect(failure(text.slice(0, end))).toMatchObject({
        data: { line: 1, column: expect.any(Number), pointer: expect.any(String) },
      });
    }
  });
});

test('large documents take time in proportion', () => {
  const events = Array.from({ length: 60_000 }, (_, i) => ({
    type: 'ObjectEvent',
    epcList: [`urn:epc:id:sgtin:4012345.012345.${i}`],
    text: '\\"'.repeat(20),
  }));
  const bytes = utf8(JSON.stringify({ epcisBody: { eventList: events } }));
  const started = performance.now();
  parseStrictJson(bytes);
  expect(scanArraySpans(bytes, ['epcisBody', 'eventList'])).toHaveLength(60_000);
  expect(failure(bytes.subarray(0, bytes.length - 2))).toMatchObject({
    code: 'JSON_SYNTAX',
    data: { offset: bytes.length - 2 },
  });
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('spans give back each element byte for byte', () => {
  const text = '{"x":[1],"epcisBody" : { "list":0, "event\\u004cist":[ {"a":"]}\\""} , [ ] ,12, "é,]" ,null]}}';
  const bytes = utf8(text);
  const spans = scanArraySpans(bytes, ['epcisBody', 'eventList']);
  expect(spans.map(({ start, end }) => fromUtf8(bytes.subarray(start, end)))).toEqual([
    '{"a":"]}\\""}',
    '[ ]',
    '12',
    '"é,]"',
    'null',
  ]);
  expect(scanArraySpans(bytes, ['epcisBody', 'none'])).toEqual([]);
  expect(scanArraySpans(bytes, ['epcisBody', 'list'])).toEqual([]);
  expect(scanArraySpans(utf8('[]'), [])).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ stringUnit: 'binary' })), fc.constantFrom(undefined, 2), (list, indent) => {
      const raw = utf8(JSON.stringify({ before: list, list }, null, indent));
      const values = scanArraySpans(raw, ['list']).map(
        ({ start, end }) => JSON.parse(fromUtf8(raw.subarray(start, end))) as unknown,
      );
      expect(values).toEqual(JSON.parse(JSON.stringify(list)));
    }),
  );
});
