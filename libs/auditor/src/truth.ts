/**
 * Which of the copies of a leaf is the true one. Where batch rows and tiles agree there is nothing to decide. Where they do not,
 * what is signed or follows from it decides for the whole block of 256 leaves; failing that, the majority for each leaf.
 */
import { equalBytes } from '@sealtrail/bytes/equal';
import type { CompactRange } from '@sealtrail/merkle/compact-range';
import { nodeHash, type Sha256 } from '@sealtrail/merkle/hashing';
import type { Leaf } from './leaf-source.js';

type Hash = Uint8Array | undefined;

export interface Arbiter {
  /** Root of the complete subtree over this block, as the tile one level up has it. */
  readonly blockRoot: (block: bigint) => Hash;
  /** A signed tree head whose size lies in (from, to], the largest such. */
  readonly signedHead: (from: bigint, to: bigint) => { size: bigint; root: Uint8Array } | undefined;
  /** The tree up to the beginning of the block. */
  readonly before: () => CompactRange;
}

/** True leaf hashes of a block; a leaf that nothing vouches for is given as whatever copy there is. */
export function truthOfBlock(sha256: Sha256, block: readonly Leaf[], arbiter: Arbiter): Uint8Array[] {
  const views: Hash[][] = [
    block.map((leaf) => leaf.byTile ?? leaf.byBatch),
    block.map((leaf) => leaf.byBatch ?? leaf.byTile),
    block.map((leaf) => leaf.byRow ?? leaf.byTile),
  ];
  const [tiles, batches] = views as [Hash[], Hash[], Hash[]];
  const agreed = block.every(
    ({ byTile, byBatch }) => byTile === undefined || byBatch === undefined || equalBytes(byTile, byBatch),
  );
  if (!agreed) {
    for (const view of [...views, block.map(majority)]) {
      if (view.every(isHash) && holds(sha256, block, view, arbiter)) return view;
    }
  }
  const best = agreed ? tiles.map((hash, i) => hash ?? batches[i]) : block.map(majority);
  return best.map((hash, i) => hash ?? block[i]!.byRow ?? new Uint8Array(32));
}

function holds(sha256: Sha256, block: readonly Leaf[], hashes: readonly Uint8Array[], arbiter: Arbiter): boolean {
  const from = block[0]!.index;
  if (hashes.length === 256 && (from & 255n) === 0n) {
    const root = arbiter.blockRoot(from >> 8n);
    if (root) return equalBytes(root, completeRoot(sha256, hashes));
  }
  const head = arbiter.signedHead(from, from + BigInt(hashes.length));
  if (!head) return false;
  const range = arbiter.before();
  for (const hash of hashes.slice(0, Number(head.size - from))) range.append(hash);
  return equalBytes(range.root(), head.root);
}

/** The copy that two of the three sources agree on; otherwise the tile's, then the batch row's. */
function majority({ byTile, byBatch, byRow }: Leaf): Hash {
  if (byRow && ((byTile && equalBytes(byRow, byTile)) || (byBatch && equalBytes(byRow, byBatch)))) return byRow;
  return byTile ?? byBatch ?? byRow;
}

const isHash = (hash: Hash): hash is Uint8Array => hash !== undefined;

function completeRoot(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  let row = [...hashes];
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(sha256, row[2 * i]!, row[2 * i + 1]!));
  return row[0]!;
}
