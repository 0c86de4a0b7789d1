import { equalBytes } from '@sealtrail/bytes/equal';
import { toHex } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { foldRight, HASH_SIZE, nodeHash, type Sha256 } from './hashing.js';
import { inclusionNodes } from './proof-nodes.js';
import { type NodeReader, readGroups } from './reader.js';

export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  /** Zero-based position of the leaf. */
  readonly index: bigint;
  /** Number of leaves of the tree. */
  readonly size: bigint;
  /** Sibling hashes from the leaf up to the root's child. */
  readonly proof: readonly Uint8Array[];
}

/**
 * Root that an inclusion proof leads to (RFC 9162 §2.1.3.2). Exactly as many hashes as the position needs are taken.
 * @throws SealtrailError MERKLE_BAD_SIZE, MERKLE_BAD_PROOF
 */
export function rootFromInclusion(sha256: Sha256, { leafHash, index, size, proof }: InclusionClaim): Uint8Array {
  if (index < 0n || index >= size) {
    throw new SealtrailError('MERKLE_BAD_SIZE', `A tree of ${size} leaves has no leaf at position ${index}.`, {
      index: String(index),
      size: String(size),
    });
  }
  if (leafHash.length !== HASH_SIZE || proof.some((hash) => hash.length !== HASH_SIZE)) {
    throw new SealtrailError('MERKLE_BAD_PROOF', `Each hash of an inclusion proof must have ${HASH_SIZE} bytes.`, {});
  }
  let position = index;
  let last = size - 1n;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0n)
      throw new SealtrailError('MERKLE_BAD_PROOF', 'The inclusion proof has more hashes than the tree has levels.', {
        hashes: proof.length,
      });
    if ((position & 1n) === 1n || position === last) {
      hash = nodeHash(sha256, sibling, hash);
      // On the right edge levels without a sibling are skipped.
      while ((position & 1n) === 0n && position !== 0n) {
        position >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = nodeHash(sha256, hash, sibling);
    }
    position >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n)
    throw new SealtrailError('MERKLE_BAD_PROOF', 'The inclusion proof ends before it reaches the root.', {
      hashes: proof.length,
    });
  return hash;
}

/**
 * Checks that a leaf is in the tree with that root (RFC 9162 §2.1.3.2).
 * @throws SealtrailError MERKLE_BAD_SIZE, MERKLE_BAD_PROOF; a wrong root comes with both roots as data
 */
export function verifyInclusion(sha256: Sha256, claim: InclusionClaim, root: Uint8Array): void {
  const found = rootFromInclusion(sha256, claim);
  if (!equalBytes(found, root)) {
    throw new SealtrailError('MERKLE_BAD_PROOF', 'The inclusion proof leads to another root.', {
      expected: toHex(root),
      found: toHex(found),
    });
  }
}

/**
 * Inclusion proof of the leaf at `index` in the tree of `size` leaves.
 * @throws SealtrailError MERKLE_BAD_SIZE, MERKLE_NODE_MISSING
 */
export async function buildInclusionProof(
  sha256: Sha256,
  reader: NodeReader,
  index: bigint,
  size: bigint,
): Promise<Uint8Array[]> {
  const groups = await readGroups(reader, inclusionNodes(index, size));
  return groups.map((group) => foldRight(sha256, group));
}
