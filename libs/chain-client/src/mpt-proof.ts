/**
 * Merkle Patricia proofs as `eth_getProof` returns them (EIP-1186; Yellow Paper, appendix D).
 * Strict: each node is canonical, each is used, none is left over; a proof of absence is as good as one of presence.
 */
import { equalBytes } from '@sealtrail/bytes/equal';
import { fromHex } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { decodeRlp, encodeRlp, rlpBytes, rlpList, rlpScalar, type RlpItem } from './rlp.js';

type Hash = (data: Uint8Array) => Uint8Array;

/** Root of the empty trie: Keccak-256 of RLP of the empty string. */
export const EMPTY_TRIE_ROOT = fromHex('56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421');
/** Keccak-256 of no bytes: the code hash of an account without code. */
export const EMPTY_CODE_HASH = fromHex('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');

function bad(sentence: string, node: number): SealtrailError {
  return new SealtrailError('CHAIN_BAD_PROOF', sentence, { node });
}

function toNibbles(bytes: Uint8Array): Uint8Array {
  const nibbles = new Uint8Array(bytes.length * 2);
  for (let i = 0; i < bytes.length; i++) {
    nibbles[2 * i] = bytes[i]! >> 4;
    nibbles[2 * i + 1] = bytes[i]! & 15;
  }
  return nibbles;
}

/** Hex-prefix decoding (Yellow Paper, appendix C); refuses unused flag bits and a dirty padding nibble. */
function decodePath(bytes: Uint8Array, node: number): { path: Uint8Array; isLeaf: boolean } {
  const nibbles = toNibbles(bytes);
  const flag = nibbles[0];
  if (flag === undefined || flag > 3 || (flag % 2 === 0 && nibbles[1] !== 0))
    throw bad(`Proof node ${node} has a malformed path.`, node);
  const path = nibbles.subarray(flag % 2 === 1 ? 1 : 2);
  const isLeaf = flag >= 2;
  if (!isLeaf && path.length === 0) throw bad(`Proof node ${node} is an extension over nothing.`, node);
  return { path, isLeaf };
}

/**
 * Value under `key` in the trie with this root, or undefined when the proof shows that there is none.
 * `key` is the path itself: the tries of state and storage take the Keccak-256 hash of address or slot.
 * @throws SealtrailError CHAIN_BAD_PROOF, CHAIN_BAD_RLP
 */
export function verifyMptProof(
  root: Uint8Array,
  key: Uint8Array,
  proof: readonly Uint8Array[],
  keccak256: Hash,
): Uint8Array | undefined {
  const nibbles = toNibbles(key);
  let used = 0;
  const done = (value: Uint8Array | undefined): Uint8Array | undefined => {
    if (used !== proof.length) throw bad(`The proof has ${proof.length - used} nodes too many.`, used);
    return value;
  };
  if (equalBytes(root, EMPTY_TRIE_ROOT)) return done(undefined);

  const load = (hash: Uint8Array, isRoot: boolean): readonly RlpItem[] => {
    const encoded = proof[used];
    if (!encoded) throw bad('The proof ends before it reaches the key.', used);
    if (!equalBytes(keccak256(encoded), hash))
      throw bad(`Proof node ${used} does not hash to what its parent names.`, used);
    if (encoded.length < 32 && !isRoot) throw bad(`Proof node ${used} should lie inside its parent.`, used);
    used++;
    return rlpList(decodeRlp(encoded), 'proof node');
  };
  const follow = (child: RlpItem | undefined): readonly RlpItem[] => {
    if (child instanceof Uint8Array) return load(rlpBytes(child, 'child', 32), false);
    const inline = rlpList(child, 'child');
    if (encodeRlp(inline).length >= 32)
      throw bad(`Proof node ${used - 1} holds a child that should be hashed.`, used - 1);
    return inline;
  };

  let node = load(root, true);
  let at = 0;
  for (;;) {
    if (node.length === 17) {
      const value = rlpBytes(node[16], 'branch value');
      if (at === nibbles.length) return done(value.length ? value : undefined);
      const child = node[nibbles[at++]!];
      if (child instanceof Uint8Array && child.length === 0) return done(undefined);
      node = follow(child);
      continue;
    }
    const [encodedPath, target] = rlpList(node, 'proof node', 2);
    const { path, isLeaf } = decodePath(rlpBytes(encodedPath, 'path'), used - 1);
    const matches = equalBytes(path, nibbles.subarray(at, at + path.length));
    if (isLeaf) {
      if (!matches || at + path.length !== nibbles.length) return done(undefined);
      const value = rlpBytes(target, 'leaf value');
      if (value.length === 0) throw bad(`Proof node ${used - 1} holds an empty value.`, used - 1);
      return done(value);
    }
    if (!matches) return done(undefined);
    at += path.length;
    node = follow(target);
  }
}

export interface Account {
  readonly nonce: bigint;
  /** In wei. */
  readonly balance: bigint;
  readonly storageRoot: Uint8Array;
  readonly codeHash: Uint8Array;
}

/**
 * The account at a 20-byte address under a state root, or undefined when the proof shows that there is none.
 * @throws SealtrailError CHAIN_BAD_PROOF, CHAIN_BAD_RLP
 */
export function verifyAccountProof(
  stateRoot: Uint8Array,
  address: Uint8Array,
  proof: readonly Uint8Array[],
  keccak256: Hash,
): Account | undefined {
  const value = verifyMptProof(stateRoot, keccak256(address), proof, keccak256);
  if (!value) return undefined;
  const [nonce, balance, storageRoot, codeHash] = rlpList(decodeRlp(value), 'account', 4);
  return {
    nonce: rlpScalar(nonce, 'nonce', 8),
    balance: rlpScalar(balance, 'balance'),
    storageRoot: rlpBytes(storageRoot, 'storageRoot', 32),
    codeHash: rlpBytes(codeHash, 'codeHash', 32),
  };
}

/**
 * The word in a 32-byte storage slot under an account's storage root; an absent slot holds zero.
 * @throws SealtrailError CHAIN_BAD_PROOF, CHAIN_BAD_RLP
 */
export function verifyStorageProof(
  storageRoot: Uint8Array,
  slot: Uint8Array,
  proof: readonly Uint8Array[],
  keccak256: Hash,
): bigint {
  const value = verifyMptProof(storageRoot, keccak256(slot), proof, keccak256);
  if (!value) return 0n;
  const word = rlpScalar(decodeRlp(value), 'storage word');
  if (word === 0n) throw bad('The proof stores a zero, which a trie never holds.', proof.length - 1);
  return word;
}
