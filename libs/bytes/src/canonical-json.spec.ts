import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.js';
import type { JsonValue } from './json.js';
import { parseStrictJson } from './strict-json.js';
import { utf8 } from './utf8.js';

describe('published vectors of RFC 8785', () => {
  const dir = vectorsDir('jcs');
  const names = readdirSync(join(dir, 'input'));
  test('all six are there', () => expect(names).toHaveLength(6));
  test.each(names)('%s', (name) => {
    const value = parseStrictJson(readFileSync(join(dir, 'input', name)));
    const expected = readFileSync(join(dir, 'output', name));
    expect(canonicalJson(value)).toBe(expected.toString('utf8'));
    const hex = readFileSync(join(dir, 'outhex', name.replace('.json', '.txt')), 'utf8').replaceAll(/\s/g, '');
    expect(Buffer.from(utf8(canonicalJson(value))).toString('hex')).toBe(hex);
  });
});

/** RFC 8785 appendix B: IEEE 754 bits and the text they must become. */
const NUMBERS: readonly [string, string][] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

test.each(NUMBERS)('number %s is written %s', (bits, text) => {
  const value = Buffer.from(bits, 'hex').readDoubleBE();
  expect(canonicalJson(value, { allowUnsafeIntegers: true })).toBe(text);
});

test('agrees with an independent implementation on any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      expect(canonicalJson(value as JsonValue, { allowUnsafeIntegers: true })).toBe(canonicalize(value));
    }),
    { numRuns: 1000 },
  );
});

test('parsing canonical text and writing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', noNegativeZero: true } as fc.JsonSharedConstraints), (value) => {
      const text = canonicalJson(value as JsonValue, { allowUnsafeIntegers: true });
      expect(canonicalJson(parseStrictJson(text), { allowUnsafeIntegers: true })).toBe(text);
    }),
  );
});

test('refuses what has no canonical form', () => {
  const code = (code: string) => expect.objectContaining({ code });
  expect(() => canonicalJson(Number.NaN)).toThrow(code('JSON_NUMBER'));
  expect(() => canonicalJson([Number.NEGATIVE_INFINITY])).toThrow(code('JSON_NUMBER'));
  expect(() => canonicalJson({ n: 2 ** 53 })).toThrow(code('JSON_NUMBER'));
  expect(canonicalJson({ n: 2 ** 53 - 1 })).toBe('{"n":9007199254740991}');
  expect(() => canonicalJson('\ud800')).toThrow(code('JSON_LONE_SURROGATE'));
  expect(() => canonicalJson({ '\udc00x': 1 })).toThrow(code('JSON_LONE_SURROGATE'));
  expect(() => canonicalJson({ at: new Date(0) } as unknown as JsonValue)).toThrow(TypeError);
  expect(() => canonicalJson({ at: undefined } as unknown as JsonValue)).toThrow(TypeError);
  let deep: JsonValue = [];
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(() => canonicalJson(deep)).toThrow(code('JSON_TOO_DEEP'));
});

test('__proto__ is a member like any other', () => {
  const text = '{"__proto__":{"admin":true},"a":1}';
  expect(canonicalJson(parseStrictJson(text))).toBe(text);
});
