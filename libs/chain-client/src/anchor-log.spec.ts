import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { AbiCoder, getCreateAddress, id, Interface, keccak256, toBeHex } from 'ethers';
import { expect, test } from 'vitest';
import { ANCHOR_LOG_ABI, contractAddress, headSlots, logKey, originHash } from './anchor-log.js';

const publisher = '0x7dcd17433742f4c0ca53122ab541d0ba67fc27df';

test('log keys and slots follow the layout of nested mappings', () => {
  const origin = id('sealtrail.local/1');
  expect(toHex0x(originHash('sealtrail.local/1'))).toBe(origin);
  const encode = (types: string[], values: unknown[]) => keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
  const expected = encode(['bytes32', 'bytes32'], [origin, encode(['address', 'uint256'], [publisher, 0])]);
  expect(toHex0x(logKey(fromHex0x(publisher), fromHex0x(origin)))).toBe(expected);
  expect(toHex0x(headSlots(fromHex0x(publisher), fromHex0x(origin)).root)).toBe(toBeHex(BigInt(expected) + 1n, 32));
});

test('the contract address is that of CREATE', () => {
  for (const nonce of [0n, 1n, 127n, 128n, 70_000n]) {
    expect(toHex0x(contractAddress(fromHex0x(publisher), nonce))).toBe(
      getCreateAddress({ from: publisher, nonce }).toLowerCase(),
    );
  }
});

test('the ABI is one that ethers takes', () => {
  expect(new Interface(ANCHOR_LOG_ABI).format(true)).toHaveLength(6);
});
