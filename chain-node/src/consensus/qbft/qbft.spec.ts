import { compareBytes } from '@sealtrail/bytes/equal';
import { EMPTY_TRIE_ROOT } from '@sealtrail/chain-client/mpt-proof';
import { onChainHash, type HeaderFields, type QbftHeader } from '@sealtrail/chain-client/qbft-header';
import { beforeAll, expect, test } from 'vitest';
import { headerFields } from '../../chain/header-fields.js';
import type { CryptoEngine } from '../../engine/crypto-engine.js';
import { createNativeEngine } from '../../engine/native-engine.js';
import { proposerOf } from './proposer.js';
import { commitSeal, sealHeader } from './seal-header.js';
import { nextTimestamp } from './timestamp.js';
import { validateHeader } from './validate-header.js';

const keys = [1, 2, 3, 4].map((n) => new Uint8Array(32).fill(n));
let engine: CryptoEngine;
let validators: Uint8Array[];
const keyOf = (address: Uint8Array): Uint8Array =>
  keys.find((key) => compareBytes(engine.addressOf(key), address) === 0)!;

beforeAll(async () => {
  engine = await createNativeEngine();
  validators = keys.map((key) => engine.addressOf(key)).sort(compareBytes);
});

function make(parent: QbftHeader | undefined, change: Partial<HeaderFields> = {}, signers = 3, round = 0): QbftHeader {
  const number = parent ? parent.number + 1n : 0n;
  const given = {
    parentHash: parent ? onChainHash(parent, engine.keccak256) : new Uint8Array(32),
    coinbase: parent ? proposerOf(validators, number === 1n ? undefined : parent.coinbase, round) : new Uint8Array(20),
    number,
    gasLimit: 1_000n,
    timestamp: 100n + number,
  };
  const outcome = {
    stateRoot: EMPTY_TRIE_ROOT,
    transactionsRoot: EMPTY_TRIE_ROOT,
    receiptsRoot: EMPTY_TRIE_ROOT,
    logsBloom: new Uint8Array(256),
    gasUsed: 0n,
  };
  const fields = { ...headerFields('osaka', given, outcome), ...change };
  const extra = { vanity: new Uint8Array(32), validators, round, seals: [] };
  return sealHeader(
    fields,
    extra,
    validators.slice(0, signers).map((address) => commitSeal(fields, extra, keyOf(address), engine)),
  );
}

test('the turn goes round, and on with each failed round', () => {
  expect(proposerOf(validators, undefined, 0)).toEqual(validators[0]);
  expect(proposerOf(validators, validators[0], 0)).toEqual(validators[1]);
  expect(proposerOf(validators, validators[3], 0)).toEqual(validators[0]);
  expect(proposerOf(validators, validators[1], 5)).toEqual(validators[3]);
  expect(proposerOf(validators.slice(1), validators[0], 0)).toEqual(validators[1]);
  expect(proposerOf(validators.slice(0, 3), validators[3], 0)).toEqual(validators[0]);
});

test('time never goes back and blocks may share a second', () => {
  expect(nextTimestamp(10n, 12_900)).toBe(12n);
  expect(nextTimestamp(12n, 12_999)).toBe(12n);
  expect(nextTimestamp(20n, 12_000)).toBe(20n);
});

test('a header of four validators is taken with three seals, in any round', () => {
  const parent = make(make(undefined));
  const context = { parent, validators, nowMs: 1_000_000, engine };
  expect(() => validateHeader(make(parent), context)).not.toThrow();
  expect(() => validateHeader(make(parent, {}, 4, 2), context)).not.toThrow();
  expect(() => validateHeader(make(parent, {}, 2), context)).toThrow(/2 commit seals, 3 are needed/);
});

test('each broken rule is named', () => {
  const parent = make(make(undefined));
  const context = { parent, validators, nowMs: 1_000_000, engine };
  const cases: [Partial<HeaderFields>, RegExp][] = [
    [{ number: 9n }, /not the one after/],
    [{ parentHash: new Uint8Array(32) }, /another parent/],
    [{ timestamp: 1n }, /older than its parent/],
    [{ timestamp: 2_000n }, /in the future/],
    [{ gasUsed: 1_001n }, /more gas/],
    [{ gasLimit: 2_000n }, /changes the gas limit/],
    [{ baseFeePerGas: 1n }, /base fee/],
    [{ coinbase: validators[3]! }, /whose turn/],
  ];
  for (const [change, expected] of cases) expect(() => validateHeader(make(parent, change), context)).toThrow(expected);
});
