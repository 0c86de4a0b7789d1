/**
 * Which complete subtrees the proofs of RFC 9162 §2.1.3 and §2.1.4 are made of. A proof element on the right edge is
 * itself no complete subtree: it is given as the group of complete ones that fold into it (see foldRight).
 */
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { NodeId } from './node-id.js';

/** One proof element: adjacent complete subtrees, largest first. */
export type ProofElement = readonly NodeId[];

/** Largest power of two below n, for n > 1, as its exponent. */
function splitLevel(n: bigint): number {
  return (n - 1n).toString(2).length - 1;
}

/** Complete subtrees that make up the leaves from `start` to `end`, where `start` is aligned to the subtree. */
function cover(start: bigint, end: bigint): NodeId[] {
  const nodes: NodeId[] = [];
  let at = start;
  while (at < end) {
    const level = (end - at).toString(2).length - 1;
    nodes.push({ level, index: at >> BigInt(level) });
    at += 1n << BigInt(level);
  }
  return nodes;
}

/** Complete subtrees whose fold is the root of the first `size` leaves. */
export function rootNodes(size: bigint): ProofElement {
  if (size < 0n) throw badSize(`a tree size of ${size}`);
  return cover(0n, size);
}

/**
 * PATH(m, D_n) of RFC 9162 §2.1.3.1, from the leaf's sibling up to the root's child.
 * @throws SealtrailError MERKLE_BAD_SIZE unless 0 <= index < size
 */
export function inclusionNodes(index: bigint, size: bigint): ProofElement[] {
  if (index < 0n || index >= size) throw badSize(`leaf ${index} of a tree of ${size}`);
  const path: ProofElement[] = [];
  let start = 0n;
  let end = size;
  while (end - start > 1n) {
    const middle = start + (1n << BigInt(splitLevel(end - start)));
    if (index < middle) {
      path.push(cover(middle, end));
      end = middle;
    } else {
      path.push(cover(start, middle));
      start = middle;
    }
  }
  return path.reverse();
}

/**
 * PROOF(m, D_n) of RFC 9162 §2.1.4.1; empty when both sizes are equal.
 * @throws SealtrailError MERKLE_BAD_SIZE unless 0 < from <= to: nothing is consistent with an empty tree in a way
 *   that proves anything
 */
export function consistencyNodes(from: bigint, to: bigint): ProofElement[] {
  if (from <= 0n || from > to) throw badSize(`a consistency proof from ${from} to ${to}`);
  const proof: ProofElement[] = [];
  let start = 0n;
  let end = to;
  while (end !== from) {
    const middle = start + (1n << BigInt(splitLevel(end - start)));
    if (from <= middle) {
      proof.push(cover(middle, end));
      end = middle;
    } else {
      proof.push(cover(start, middle));
      start = middle;
    }
  }
  // The verifier knows the old root: it is left out when the old tree is itself a complete subtree.
  if (start > 0n) proof.push(cover(start, end));
  return proof.reverse();
}

function badSize(what: string): SealtrailError {
  return new SealtrailError('MERKLE_BAD_SIZE', `There is no proof for ${what}.`, {});
}
