import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { pureSuite } from '@sealtrail/crypto/pure-suite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pureCodec } from './codec.js';
import { nativeCodec } from './native-codec.js';

const pure = pureCodec(pureSuite.sha256);

test('both codecs give the same text, whatever its size', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.uint8Array({ maxLength: 80 }), (text, bytes) => {
      expect(nativeCodec.text(text)).toBe(pure.text(text));
      expect(nativeCodec.bytes(bytes.subarray(1))).toBe(pure.bytes(bytes.subarray(1)));
      const ascii = pure.text(text);
      expect(nativeCodec.digest(ascii)).toBe(pure.digest(ascii));
    }),
  );
  for (const length of [0, 21_845, 21_846, 100_000]) {
    const text = '€'.repeat(length);
    expect(nativeCodec.text(text)).toBe(pure.text(text));
  }
});

test('the digest of a disclosure is the one of RFC 9901 §4.2.3', () => {
  const encoded = 'WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIlVTIl0';
  for (const codec of [nativeCodec, pure, pureCodec(nativeSuite.sha256)]) {
    expect(codec.digest(encoded)).toBe('pFndjkZ_VCzmyTa6UjlZo3dh-ko8aIKQc9DlGzhaVYo');
  }
});
