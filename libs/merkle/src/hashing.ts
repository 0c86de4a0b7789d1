/** Hashing of the Merkle tree of RFC 9162 §2.1.1: leaves and inner nodes never share a preimage. */
import { fromHex } from '@sealtrail/bytes/hex';

/** SHA-256 from whichever suite the caller has. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

/** Bytes of a hash. */
export const HASH_SIZE = 32;

/** Root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = fromHex('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');

/** SHA-256(0x00 || entry). */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  const preimage = new Uint8Array(1 + entry.length);
  preimage.set(entry, 1);
  return sha256(preimage);
}

/** SHA-256(0x01 || left || right). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const preimage = new Uint8Array(1 + left.length + right.length);
  preimage[0] = 1;
  preimage.set(left, 1);
  preimage.set(right, 1 + left.length);
  return sha256(preimage);
}

/**
 * Hash over adjacent complete subtrees, largest (leftmost) first, joined from the right as RFC 9162 §2.1.1 splits.
 * No subtree at all is the empty tree.
 */
export function foldRight(sha256: Sha256, subtrees: readonly Uint8Array[]): Uint8Array {
  let hash = subtrees.at(-1);
  if (hash === undefined) return EMPTY_ROOT;
  for (let i = subtrees.length - 2; i >= 0; i--) hash = nodeHash(sha256, subtrees[i]!, hash);
  return hash;
}
