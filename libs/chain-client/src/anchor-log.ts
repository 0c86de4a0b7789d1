/** AnchorLog.sol as seen from outside: its ABI, where it keeps its heads, and how a log's name becomes a key. */
import { concat } from '@sealtrail/bytes/concat';
import { utf8 } from '@sealtrail/bytes/utf8';
import { keccak256 } from './keccak.js';
import { bigintToBytes, bytesToBigint, encodeRlp } from './rlp.js';

export { ANCHOR_LOG_BYTECODE } from './anchor-log-bytecode.js';

export const ANCHOR_LOG_ABI = [
  {
    type: 'function',
    name: 'anchor',
    stateMutability: 'nonpayable',
    inputs: [
      { name: 'origin', type: 'bytes32' },
      { name: 'newSize', type: 'uint64' },
      { name: 'newRoot', type: 'bytes32' },
      { name: 'consistencyProof', type: 'bytes32[]' },
    ],
    outputs: [],
  },
  {
    type: 'function',
    name: 'head',
    stateMutability: 'view',
    inputs: [
      { name: 'publisher', type: 'address' },
      { name: 'origin', type: 'bytes32' },
    ],
    outputs: [
      { name: 'size', type: 'uint64' },
      { name: 'root', type: 'bytes32' },
    ],
  },
  {
    type: 'function',
    name: 'verifyInclusion',
    stateMutability: 'view',
    inputs: [
      { name: 'publisher', type: 'address' },
      { name: 'origin', type: 'bytes32' },
      { name: 'leafHash', type: 'bytes32' },
      { name: 'leafIndex', type: 'uint64' },
      { name: 'inclusionProof', type: 'bytes32[]' },
    ],
    outputs: [{ name: '', type: 'bool' }],
  },
  {
    type: 'event',
    name: 'Anchored',
    anonymous: false,
    inputs: [
      { name: 'publisher', type: 'address', indexed: true },
      { name: 'origin', type: 'bytes32', indexed: true },
      { name: 'size', type: 'uint64', indexed: false },
      { name: 'root', type: 'bytes32', indexed: false },
    ],
  },
  { type: 'error', name: 'BadConsistencyProof', inputs: [] },
  {
    type: 'error',
    name: 'NotNewer',
    inputs: [
      { name: 'size', type: 'uint64' },
      { name: 'newSize', type: 'uint64' },
    ],
  },
] as const;

/** Position of `mapping(address => mapping(bytes32 => Head)) heads` in the contract's storage layout. */
const HEADS_POSITION = new Uint8Array(32);

/** The bytes32 that names a log in the contract: Keccak-256 of its origin text in UTF-8 (the same as `ethers.id`). */
export function originHash(origin: string): Uint8Array {
  return keccak256(utf8(origin));
}

/** Storage slot at which the head of this publisher's log begins (Solidity's layout of nested mappings). */
export function logKey(publisher: Uint8Array, origin: Uint8Array): Uint8Array {
  const padded = new Uint8Array(32);
  padded.set(publisher, 12);
  return keccak256(concat(origin, keccak256(concat(padded, HEADS_POSITION))));
}

/** The two storage slots of a head: tree size, then root. */
export function headSlots(publisher: Uint8Array, origin: Uint8Array): { size: Uint8Array; root: Uint8Array } {
  const size = logKey(publisher, origin);
  const root = new Uint8Array(32);
  const next = bigintToBytes((bytesToBigint(size) + 1n) % (1n << 256n));
  root.set(next, 32 - next.length);
  return { size, root };
}

/** Address of the contract that `sender` creates with the transaction of this nonce (Yellow Paper, section 7). */
export function contractAddress(sender: Uint8Array, nonce: bigint): Uint8Array {
  return keccak256(encodeRlp([sender, bigintToBytes(nonce)])).slice(12);
}
