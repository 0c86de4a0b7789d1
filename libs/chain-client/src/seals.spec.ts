import { secp256k1 } from '@noble/curves/secp256k1.js';
import { compareBytes } from '@sealtrail/bytes/equal';
import { expect, test } from 'vitest';
import { addressOfPublicKey, pureChainCrypto as suite } from './chain-crypto.js';
import { keccak256 } from './keccak.js';
import {
  commitHash,
  decodeHeader,
  EMPTY_OMMERS_HASH,
  encodeHeader,
  QBFT_MIX_HASH,
  type HeaderFields,
} from './qbft-header.js';
import type { QbftExtra } from './qbft-extra.js';
import { bigintToBytes, bytesToBigint } from './rlp.js';
import { quorumOf, verifySeals } from './seals.js';

const keys = [1, 2, 3, 4].map((n) => keccak256(Uint8Array.of(n)));
const addressOf = (key: Uint8Array): Uint8Array => addressOfPublicKey(secp256k1.getPublicKey(key, false).subarray(1));
const validators = keys.map(addressOf).sort(compareBytes);
const fill = (value: number, length = 32): Uint8Array => new Uint8Array(length).fill(value);
const fields: HeaderFields = {
  parentHash: fill(1),
  ommersHash: EMPTY_OMMERS_HASH,
  coinbase: validators[0]!,
  stateRoot: fill(2),
  transactionsRoot: fill(3),
  receiptsRoot: fill(4),
  logsBloom: fill(0, 256),
  difficulty: 1n,
  number: 1n,
  gasLimit: 100n,
  gasUsed: 0n,
  timestamp: 5n,
  mixHash: QBFT_MIX_HASH,
  nonce: fill(0, 8),
  baseFeePerGas: 0n,
};
const extra: QbftExtra = { vanity: fill(0), validators, round: 1, seals: [] };

function sealWith(key: Uint8Array): Uint8Array {
  const signature = secp256k1.sign(commitHash({ ...fields, extra }, keccak256), key, {
    prehash: false,
    format: 'recovered',
  });
  return Uint8Array.of(...signature.subarray(1), signature[0]!);
}
const seals = keys.map(sealWith);
const sealed = (...list: Uint8Array[]): Uint8Array => encodeHeader(fields, { ...extra, seals: list });
const verify = (raw: Uint8Array, trusted = validators) =>
  verifySeals({ header: decodeHeader(raw), validators: trusted, suite });

test('the quorum is two thirds rounded up', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 10].map(quorumOf)).toEqual([1, 2, 2, 3, 4, 4, 5, 7]);
});

test('three of four seal a block, two do not', () => {
  expect(verify(sealed(seals[0]!, seals[1]!, seals[2]!)).signers).toEqual(keys.slice(0, 3).map(addressOf));
  expect(() => verify(sealed(seals[0]!, seals[1]!))).toThrow(/2 commit seals, 3 are needed/);
});

test('a validator counts once, a stranger fails the block, and so do other trusted validators', () => {
  expect(() => verify(sealed(seals[0]!, seals[0]!, seals[1]!))).toThrow(/sealed block 1 twice/);
  expect(() => verify(sealed(seals[0]!, seals[1]!, seals[2]!, sealWith(fill(9))))).toThrow(
    /seal 3 .* not by a validator/,
  );
  expect(() => verify(sealed(seals[0]!, seals[1]!, seals[2]!), validators.slice(0, 3))).toThrow(/other validators/);
});

test('the malleable twin of a seal is refused', () => {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const twin = seals[0]!.slice();
  twin.set(bigintToBytes(order - bytesToBigint(twin.subarray(32, 64))), 32);
  twin[64] = 1 - twin[64]!;
  expect(() => verify(sealed(twin, seals[1]!, seals[2]!))).toThrow(/seal 0/);
});

test('every flipped bit of a sealed header is noticed', () => {
  const single = [addressOf(keys[0]!)];
  const alone: QbftExtra = { ...extra, validators: single };
  const signature = secp256k1.sign(commitHash({ ...fields, extra: alone }, keccak256), keys[0]!, {
    prehash: false,
    format: 'recovered',
  });
  const raw = encodeHeader(fields, { ...alone, seals: [Uint8Array.of(...signature.subarray(1), signature[0]!)] });
  expect(verify(raw, single).quorum).toBe(1);
  for (let bit = 0; bit < raw.length * 8; bit++) {
    const flipped = raw.slice();
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => verify(flipped, single), `bit ${bit}`).toThrow();
  }
}, 60_000);
