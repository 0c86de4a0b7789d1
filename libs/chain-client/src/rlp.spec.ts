import { fromHex, toHex } from '@sealtrail/bytes/hex';
import { encodeRlp as ethersEncode } from 'ethers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRlp, encodeRlp, rlpScalar, type RlpItem } from './rlp.js';

const { tree } = fc.letrec<{ tree: RlpItem }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, fc.uint8Array({ maxLength: 80 }), fc.array(tie('tree'), { maxLength: 6 })),
}));

test('round trips, and agrees with an independent encoder', () => {
  fc.assert(
    fc.property(tree, (item) => {
      const encoded = encodeRlp(item);
      expect(`0x${toHex(encoded)}`).toBe(ethersEncode(toMutable(item)));
      expect(encodeRlp(decodeRlp(encoded))).toEqual(encoded);
    }),
  );
});

test('whatever decodes is the one encoding of its value', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      let item: RlpItem;
      try {
        item = decodeRlp(bytes);
      } catch {
        return;
      }
      expect(encodeRlp(item)).toEqual(bytes);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['8100', 'wraps a single byte'],
  ['b800', 'not minimal'],
  ['b90001', 'ends too early'],
  ['f800', 'not minimal'],
  ['c2', 'leaves the input'],
  ['0000', 'left over'],
  ['bbffffffff', 'ends too early'],
  ['', 'ends too early'],
  ['c1'.repeat(40), 'leaves the input'],
])('refuses %s', (hex) => {
  expect(() => decodeRlp(fromHex(hex))).toThrow(expect.objectContaining({ code: 'CHAIN_BAD_RLP' }));
});

test('scalars have no leading zero and a bound', () => {
  expect(rlpScalar(fromHex('0400'), 'x')).toBe(1024n);
  expect(() => rlpScalar(fromHex('0004'), 'x')).toThrow(/minimal integer/);
  expect(() => rlpScalar(fromHex('010203'), 'x', 2)).toThrow(/at most 2 bytes/);
});

function toMutable(item: RlpItem): Parameters<typeof ethersEncode>[0] {
  return item instanceof Uint8Array ? `0x${toHex(item)}` : item.map(toMutable);
}
