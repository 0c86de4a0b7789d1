import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.js';
import { concat } from './concat.js';
import { compareBytes, equalBytes } from './equal.js';
import { fromHex, fromHex0x, toHex, toHex0x } from './hex.js';
import { firstInvalidUtf8, fromUtf8, utf8 } from './utf8.js';

const code = (code: string) => expect.objectContaining({ code });

test('hex: round trip, and only lower case of even length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
      expect(fromHex(toHex(bytes))).toEqual(bytes);
      expect(fromHex0x(toHex0x(bytes))).toEqual(bytes);
    }),
  );
  for (const bad of ['A0', 'abc', '0x00', 'zz', ' 0', '0\u0660'])
    expect(() => fromHex(bad), bad).toThrow(code('BYTES_BAD_HEX'));
  for (const bad of ['00', '0X00', '']) expect(() => fromHex0x(bad), bad).toThrow(code('BYTES_BAD_HEX'));
});

test('Base64: agrees with the platform', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const buffer = Buffer.from(bytes);
      expect(toBase64(bytes)).toBe(buffer.toString('base64'));
      expect(toBase64Url(bytes)).toBe(buffer.toString('base64url'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

test('Base64: what decodes is canonical', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ABgw/+-_=9'), maxLength: 9 }), (text) => {
      for (const [decode, encode] of [
        [fromBase64, toBase64],
        [fromBase64Url, toBase64Url],
      ] as const) {
        let bytes: Uint8Array;
        try {
          bytes = decode(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'BYTES_BAD_BASE64' });
          continue;
        }
        expect(encode(bytes)).toBe(text);
      }
    }),
    { numRuns: 2000 },
  );
  for (const bad of ['QQ', 'QQ=', 'QR==', 'QQ==\n', 'QQ===', '====', 'Q===', 'QUI', 'QU-_', '=AAA']) {
    expect(() => fromBase64(bad), bad).toThrow(code('BYTES_BAD_BASE64'));
  }
  for (const bad of ['QQ==', 'QR', 'Q', 'QU+/', 'QUJ', 'é'])
    expect(() => fromBase64Url(bad), bad).toThrow(code('BYTES_BAD_BASE64'));
});

test('UTF-8: fatal, and the first wrong byte is found', () => {
  expect(fromUtf8(utf8('Möbius \u{1f4e6}'))).toBe('Möbius \u{1f4e6}');
  expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf))).toBe('\ufeff');
  for (const bad of [
    [0x41, 0xff],
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe2, 0x82],
  ]) {
    expect(() => fromUtf8(Uint8Array.from(bad))).toThrow(code('BYTES_BAD_UTF8'));
    expect(firstInvalidUtf8(Uint8Array.from(bad))).toBe(bad[0] === 0x41 ? 1 : 0);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const at = firstInvalidUtf8(bytes);
      expect(() => fromUtf8(bytes.subarray(0, at))).not.toThrow();
      if (at < bytes.length) expect(() => fromUtf8(bytes)).toThrow(code('BYTES_BAD_UTF8'));
    }),
    { numRuns: 2000 },
  );
});

test('concat, equalBytes, compareBytes', () => {
  expect(concat(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 4 }), (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
    }),
  );
});
