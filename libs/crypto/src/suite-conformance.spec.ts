import { p256 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat } from '@sealtrail/bytes/concat';
import { fromHex, toHex } from '@sealtrail/bytes/hex';
import { utf8 } from '@sealtrail/bytes/utf8';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicKey, sign } from './ed25519.js';
import { createNativeSigner } from './native-ed25519.js';
import { nativeSuite } from './native-suite.js';
import { pureSuite } from './pure-suite.js';

const L = ed25519.Point.Fn.ORDER;
const seed = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
const message = utf8('a pallet of milk');
/** y coordinates of the eight points of small order, canonical and not. */
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

function littleEndian(value: bigint): Uint8Array {
  return fromHex(value.toString(16).padStart(64, '0')).reverse();
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(Uint8Array.from(bytes).reverse())}`);
}

describe.each([
  ['pure', pureSuite],
  ['native', nativeSuite],
] as const)('%s suite', (_, suite) => {
  test('SHA-256 of FIPS 180-4 and Keccak-256 as Ethereum uses it', () => {
    expect(toHex(suite.sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(toHex(suite.keccak256(new Uint8Array()))).toBe(
      'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
    );
  });

  test('Ed25519: RFC 8032 §7.1 test 1', () => {
    const key = fromHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    const signature = fromHex(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
    expect(publicKey(seed)).toEqual(key);
    expect(sign(seed, new Uint8Array())).toEqual(signature);
    expect(suite.verifyEd25519(key, new Uint8Array(), signature)).toBe(true);
  });

  test('Ed25519: any flipped bit of key, message or signature is refused', () => {
    const parts = [publicKey(seed), message, sign(seed, message)] as const;
    expect(suite.verifyEd25519(...parts)).toBe(true);
    for (let part = 0; part < 3; part++) {
      for (let bit = 0; bit < parts[part]!.length * 8; bit += 3) {
        const flipped = parts.map((bytes) => Uint8Array.from(bytes)) as [Uint8Array, Uint8Array, Uint8Array];
        flipped[part]![bit >> 3]! ^= 1 << (bit & 7);
        expect(suite.verifyEd25519(...flipped), `part ${part} bit ${bit}`).toBe(false);
      }
    }
  });

  test('Ed25519: a signature with s + L is refused', () => {
    const signature = sign(seed, message);
    const grown = concat(signature.subarray(0, 32), littleEndian(number(signature.subarray(32)) + L));
    expect(suite.verifyEd25519(publicKey(seed), message, grown)).toBe(false);
  });

  test.each(SMALL_ORDER)('Ed25519: key of small order %s is refused', (hex) => {
    // With s = 0 and R the identity, a small-order key verifies many messages under the bare equation.
    const signature = concat(fromHex(SMALL_ORDER[0]!), new Uint8Array(32));
    for (let i = 0; i < 16; i++) expect(suite.verifyEd25519(fromHex(hex), Uint8Array.of(i), signature)).toBe(false);
  });

  test('Ed25519: R with a torsion component fails the equation without cofactor', () => {
    const torsion = ed25519.Point.fromHex(SMALL_ORDER[4]!);
    const secret = 123456789n;
    const nonce = 987654321n;
    const key = ed25519.Point.BASE.multiply(secret).toBytes();
    const r = ed25519.Point.BASE.multiply(nonce).add(torsion).toBytes();
    const k = number(sha512(concat(r, key, message))) % L;
    const signature = concat(r, littleEndian((nonce + k * secret) % L));
    expect(ed25519.verify(signature, message, key, { zip215: false })).toBe(true);
    expect(suite.verifyEd25519(key, message, signature)).toBe(false);
  });

  test('Ed25519: wrong lengths are refused, not thrown', () => {
    const key = publicKey(seed);
    const signature = sign(seed, message);
    expect(suite.verifyEd25519(key.subarray(1), message, signature)).toBe(false);
    expect(suite.verifyEd25519(concat(key, key), message, signature)).toBe(false);
    expect(suite.verifyEd25519(key, message, signature.subarray(1))).toBe(false);
    expect(suite.verifyEd25519(key, message, concat(signature, Uint8Array.of(0)))).toBe(false);
  });

  test('ES256: both key forms, high s taken, everything else refused', () => {
    const secret = fromHex('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721');
    const signature = p256.sign(message, secret);
    const point = p256.getPublicKey(secret, false);
    expect(suite.verifyEs256(point, message, signature)).toBe(true);
    expect(suite.verifyEs256(p256.getPublicKey(secret, true), message, signature)).toBe(true);
    const { r, s } = p256.Signature.fromBytes(signature);
    const high = new p256.Signature(r, p256.Point.Fn.ORDER - s).toBytes();
    expect(suite.verifyEs256(point, message, high)).toBe(true);
    expect(suite.verifyEs256(point, utf8('other'), signature)).toBe(false);
    expect(suite.verifyEs256(point, message, new Uint8Array(64))).toBe(false);
    expect(suite.verifyEs256(point, message, signature.subarray(1))).toBe(false);
    const hybrid = Uint8Array.from(point);
    hybrid[0] = 6 + (point[64]! & 1);
    expect(suite.verifyEs256(hybrid, message, signature)).toBe(false);
    const offCurve = Uint8Array.from(point);
    offCurve[64]! ^= 1;
    expect(suite.verifyEs256(offCurve, message, signature)).toBe(false);
  });

  test('secp256k1: recovers the address, with one spelling per signature', () => {
    // Well-known: the address of private key 1.
    const secret = fromHex('01'.padStart(64, '0'));
    const hash = suite.keccak256(message);
    const recovered = secp256k1.sign(hash, secret, { prehash: false, format: 'recovered' });
    const signature = concat(recovered.subarray(1), recovered.subarray(0, 1));
    expect(toHex(suite.recoverSecp256k1(hash, signature)!)).toBe('7e5f4552091a69125d5dfcb7b8c2659029395bdf');
    const eip155 = Uint8Array.from(signature);
    eip155[64]! += 27;
    expect(suite.recoverSecp256k1(hash, eip155)).toBeUndefined();
    const { r, s } = secp256k1.Signature.fromBytes(signature.subarray(0, 64));
    const high = concat(
      new secp256k1.Signature(r, secp256k1.Point.Fn.ORDER - s).toBytes(),
      Uint8Array.of(1 - signature[64]!),
    );
    expect(suite.recoverSecp256k1(hash, high)).toBeUndefined();
    expect(suite.recoverSecp256k1(hash.subarray(1), signature)).toBeUndefined();
    expect(suite.recoverSecp256k1(hash, new Uint8Array(65))).toBeUndefined();
  });
});

test('both signers make the same bytes, and both suites judge alike', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(511),
      (secret, text, bit) => {
        const signer = createNativeSigner(secret);
        const signature = signer.sign(text);
        expect(signer.publicKey).toEqual(publicKey(secret));
        expect(signature).toEqual(sign(secret, text));
        const flipped = Uint8Array.from(signature);
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        for (const candidate of [signature, flipped]) {
          expect(pureSuite.verifyEd25519(signer.publicKey, text, candidate)).toBe(
            nativeSuite.verifyEd25519(signer.publicKey, text, candidate),
          );
        }
      },
    ),
    { numRuns: 40 },
  );
});
