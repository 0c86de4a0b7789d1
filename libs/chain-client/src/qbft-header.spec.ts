import { fromHex, toHex } from '@sealtrail/bytes/hex';
import { encodeRlp as ethersEncode, keccak256 as ethersKeccak } from 'ethers';
import { describe, expect, test } from 'vitest';
import { keccak256 } from './keccak.js';
import { decodeExtra, encodeExtra, type QbftExtra } from './qbft-extra.js';
import {
  commitHash,
  decodeHeader,
  EMPTY_OMMERS_HASH,
  encodeHeader,
  onChainHash,
  QBFT_MIX_HASH,
  type HeaderFields,
} from './qbft-header.js';

const byte = (value: number, length: number): Uint8Array => new Uint8Array(length).fill(value);
const ending = (value: number, length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  bytes[length - 1] = value;
  return bytes;
};
const seal = (r: number, s: number): Uint8Array => fromHex(toHex(ending(r, 32)) + toHex(ending(s, 32)) + '00');

/** Raw encoding published in Hyperledger Besu's QbftExtraDataCodecTest (Apache-2.0). */
const BESU_EXTRA =
  'f8f0a00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20ea94000000000000000000000000000000000000000' +
  '1940000000000000000000000000000000000000002d794000000000000000000000000000000000000000181ff83fedcbaf886b841000000' +
  '0000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000' +
  '000000a00b841000000000000000000000000000000000000000000000000000000000000000a0000000000000000000000000000000000000' +
  '00000000000000000000000000100';
const BESU_VALUE: QbftExtra = {
  vanity: Uint8Array.from({ length: 32 }, (_, i) => i + 1),
  validators: [ending(1, 20), ending(2, 20)],
  vote: { recipient: ending(1, 20), add: true },
  round: 0x00fedcba,
  seals: [seal(1, 10), seal(10, 1)],
};

/** extraData of the genesis block of KalyChain, a public QBFT network of Besu nodes (its validator guide). */
const PUBLIC_GENESIS_EXTRA =
  'f87aa00000000000000000000000000000000000000000000000000000000000000000f85494ad4ea9b483fb8a4ed177186174ba44a41c2f36c3' +
  '943e5fee8e8cb007611d6e8bab73b1368a1098674094018f86e22cc26e0318e7c00c3a738df1e5f183ac947366f751aa0fcf4d457dc52bdc9d5cd7' +
  '50533943c080c0';

describe('extraData', () => {
  test('writes and reads the encoding published by Besu', () => {
    expect(toHex(encodeExtra(BESU_VALUE))).toBe(BESU_EXTRA);
    expect(decodeExtra(fromHex(BESU_EXTRA))).toEqual(BESU_VALUE);
  });

  test('what validators sign drops the seals, the hash drops the round too', () => {
    // Hand-checked: 136 bytes of seals shrink to c0 (list of 105 bytes, f869), four bytes of round to 80 (102 bytes, f866).
    const body = BESU_EXTRA.slice(4, BESU_EXTRA.indexOf('83fedcba'));
    expect(toHex(encodeExtra(BESU_VALUE, 'commit'))).toBe(`f869${body}83fedcbac0`);
    expect(toHex(encodeExtra(BESU_VALUE, 'onchain'))).toBe(`f866${body}80c0`);
  });

  test('reads the genesis of a public network and writes it back', () => {
    const extra = decodeExtra(fromHex(PUBLIC_GENESIS_EXTRA));
    expect(extra.validators.map(toHex)[1]).toBe('3e5fee8e8cb007611d6e8bab73b1368a10986740');
    expect(toHex(encodeExtra(extra))).toBe(PUBLIC_GENESIS_EXTRA);
  });

  test('no vote, a drop vote, and votes of other kinds', () => {
    const plain: QbftExtra = { vanity: byte(0, 32), validators: [ending(1, 20)], vote: undefined, round: 0, seals: [] };
    // Hand-checked: list of 33 + 22 + 1 + 1 + 1 = 58 bytes, so f83a.
    expect(toHex(encodeExtra(plain))).toBe(`f83aa0${'00'.repeat(32)}d594${'00'.repeat(19)}01c080c0`);
    expect(decodeExtra(encodeExtra(plain))).toEqual(plain);
    const drop = { ...plain, vote: { recipient: ending(9, 20), add: false } };
    expect(decodeExtra(encodeExtra(drop))).toEqual(drop);
    const odd = toHex(encodeExtra({ ...plain, vote: { recipient: ending(9, 20), add: true } })).replace('81ff', '81aa');
    expect(() => decodeExtra(fromHex(odd))).toThrow(/add .* or drop/);
  });
});

const FIELDS: HeaderFields = {
  parentHash: byte(0x11, 32),
  ommersHash: EMPTY_OMMERS_HASH,
  coinbase: ending(1, 20),
  stateRoot: byte(0x22, 32),
  transactionsRoot: byte(0x33, 32),
  receiptsRoot: byte(0x44, 32),
  logsBloom: byte(0, 256),
  difficulty: 1n,
  number: 7n,
  gasLimit: 30_000_000n,
  gasUsed: 21_000n,
  timestamp: 1_700_000_000n,
  mixHash: QBFT_MIX_HASH,
  nonce: byte(0, 8),
};
const PRAGUE: HeaderFields = {
  ...FIELDS,
  baseFeePerGas: 0n,
  withdrawalsRoot: byte(0x55, 32),
  blobGasUsed: 0n,
  excessBlobGas: 0n,
  parentBeaconBlockRoot: byte(0, 32),
  requestsHash: byte(0x66, 32),
};

describe('header', () => {
  test.each([
    ['Berlin', FIELDS],
    ['London', { ...FIELDS, baseFeePerGas: 0n }],
    ['Prague', PRAGUE],
  ])('%s round trips', (_, fields) => {
    const decoded = decodeHeader(encodeHeader(fields, BESU_VALUE));
    expect(decoded).toMatchObject({ ...fields, extra: BESU_VALUE });
  });

  test('both hashes agree with an independent RLP and Keccak', () => {
    const header = decodeHeader(encodeHeader(PRAGUE, BESU_VALUE));
    const hex = (bytes: Uint8Array): string => `0x${toHex(bytes)}`;
    const hashWith = (round: string): string =>
      ethersKeccak(
        ethersEncode([
          ...[PRAGUE.parentHash, PRAGUE.ommersHash, PRAGUE.coinbase, PRAGUE.stateRoot, PRAGUE.transactionsRoot].map(
            hex,
          ),
          ...[PRAGUE.receiptsRoot, PRAGUE.logsBloom].map(hex),
          ...['0x01', '0x07', '0x01c9c380', '0x5208', '0x6553f100'],
          ethersEncode([
            hex(BESU_VALUE.vanity),
            BESU_VALUE.validators.map(hex),
            [hex(ending(1, 20)), '0xff'],
            round,
            [],
          ]),
          ...[PRAGUE.mixHash, PRAGUE.nonce].map(hex),
          ...['0x', hex(byte(0x55, 32)), '0x', '0x', hex(byte(0, 32)), hex(byte(0x66, 32))],
        ]),
      );
    expect(hex(onChainHash(header, keccak256))).toBe(hashWith('0x'));
    expect(hex(commitHash(header, keccak256))).toBe(hashWith('0xfedcba'));
  });

  test('validators are in order from block 1 on', () => {
    const unsorted = { ...BESU_VALUE, validators: [ending(2, 20), ending(1, 20)] };
    expect(() => decodeHeader(encodeHeader(FIELDS, unsorted))).toThrow(/ascending order/);
    expect(decodeHeader(encodeHeader({ ...FIELDS, number: 0n }, unsorted)).number).toBe(0n);
  });

  test('refuses headers that are not QBFT', () => {
    for (const other of [
      { difficulty: 2n },
      { mixHash: byte(0, 32) },
      { nonce: byte(1, 8) },
      { ommersHash: byte(0, 32) },
    ]) {
      expect(() => decodeHeader(encodeHeader({ ...FIELDS, ...other }, BESU_VALUE))).toThrow(
        expect.objectContaining({ code: 'CHAIN_BAD_HEADER' }),
      );
    }
  });
});
