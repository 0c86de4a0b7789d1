import { equalBytes } from '@sealtrail/bytes/equal';
import { toHex } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { foldRight, HASH_SIZE, nodeHash, type Sha256 } from './hashing.js';
import { consistencyNodes, rootNodes } from './proof-nodes.js';
import { type NodeReader, readGroups } from './reader.js';

export interface ConsistencyClaim {
  /** Number of leaves of the older tree; at least 1. */
  readonly from: bigint;
  /** Number of leaves of the newer tree. */
  readonly to: bigint;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Checks that the newer tree only appended to the older one (RFC 9162 §2.1.4.2).
 * A claim from size 0 is refused: it would hold for every tree.
 * @throws SealtrailError MERKLE_BAD_SIZE, MERKLE_BAD_PROOF
 */
export function verifyConsistency(sha256: Sha256, claim: ConsistencyClaim): void {
  const { from, to, fromRoot, toRoot, proof } = claim;
  if (from <= 0n || from > to) {
    throw new SealtrailError(
      'MERKLE_BAD_SIZE',
      `A tree cannot grow from ${from} to ${to} leaves in a way that proves anything.`,
      {
        from: String(from),
        to: String(to),
      },
    );
  }
  if (from === to) {
    if (proof.length > 0) throw bad('Two trees of one size need no proof', { hashes: proof.length });
    if (!equalBytes(fromRoot, toRoot))
      throw bad('Two trees of one size have different roots', { expected: toHex(fromRoot), found: toHex(toRoot) });
    return;
  }
  if (proof.length === 0) throw bad('The consistency proof is empty', {});
  if (proof.some((hash) => hash.length !== HASH_SIZE)) throw bad(`Each hash must have ${HASH_SIZE} bytes`, {});
  const [oldRoot, newRoot] = walk(sha256, claim);
  if (!equalBytes(oldRoot, fromRoot))
    throw bad('The consistency proof leads to another older root', {
      expected: toHex(fromRoot),
      found: toHex(oldRoot),
    });
  if (!equalBytes(newRoot, toRoot))
    throw bad('The consistency proof leads to another newer root', { expected: toHex(toRoot), found: toHex(newRoot) });
}

function walk(sha256: Sha256, { from, to, fromRoot, proof }: ConsistencyClaim): [Uint8Array, Uint8Array] {
  const isComplete = (from & (from - 1n)) === 0n;
  // Step 2: a complete older tree is its own first node.
  const [first, ...rest] = isComplete ? [fromRoot, ...proof] : proof;
  let position = from - 1n;
  let last = to - 1n;
  while ((position & 1n) === 1n) {
    position >>= 1n;
    last >>= 1n;
  }
  let older = first!;
  let newer = first!;
  for (const hash of rest) {
    if (last === 0n)
      throw bad('The consistency proof has more hashes than the tree has levels', { hashes: proof.length });
    if ((position & 1n) === 1n || position === last) {
      older = nodeHash(sha256, hash, older);
      newer = nodeHash(sha256, hash, newer);
      while ((position & 1n) === 0n && position !== 0n) {
        position >>= 1n;
        last >>= 1n;
      }
    } else {
      newer = nodeHash(sha256, newer, hash);
    }
    position >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n) throw bad('The consistency proof ends before it reaches the root', { hashes: proof.length });
  return [older, newer];
}

/**
 * Consistency proof from the tree of `from` leaves to the tree of `to` leaves.
 * @throws SealtrailError MERKLE_BAD_SIZE, MERKLE_NODE_MISSING
 */
export async function buildConsistencyProof(
  sha256: Sha256,
  reader: NodeReader,
  from: bigint,
  to: bigint,
): Promise<Uint8Array[]> {
  const groups = await readGroups(reader, consistencyNodes(from, to));
  return groups.map((group) => foldRight(sha256, group));
}

/**
 * Root of the first `size` leaves, for whoever has the nodes.
 * @throws SealtrailError MERKLE_BAD_SIZE, MERKLE_NODE_MISSING
 */
export async function readRoot(sha256: Sha256, reader: NodeReader, size: bigint): Promise<Uint8Array> {
  const [group] = await readGroups(reader, [rootNodes(size)]);
  return foldRight(sha256, group!);
}

function bad(what: string, data: Record<string, unknown>): SealtrailError {
  return new SealtrailError('MERKLE_BAD_PROOF', `${what}.`, data);
}
