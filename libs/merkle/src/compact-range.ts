import { concat } from '@sealtrail/bytes/concat';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { foldRight, HASH_SIZE, nodeHash, type Sha256 } from './hashing.js';

/** Hears of each node that became complete, children before parents, leaves (level 0) included. */
export type CompletedNode = (level: number, index: bigint, hash: Uint8Array) => void;

const SIZE_BYTES = 8;

/**
 * The right edge of an append-only tree: one hash per set bit of its size. Enough to append leaves and to state the
 * root (RFC 9162 §2.1.1) without the rest of the tree. An integrator keeps it beside the tree size and fills tiles
 * from the completed nodes.
 */
export class CompactRange {
  private leaves = 0n;
  /** Complete subtrees, largest first. */
  private subtrees: Uint8Array[] = [];

  constructor(
    private readonly sha256: Sha256,
    private readonly onNode: CompletedNode = () => undefined,
  ) {}

  /** Number of leaves. */
  get size(): bigint {
    return this.leaves;
  }

  /**
   * Adds one leaf hash at the end; the array is kept and must not change afterwards.
   * @throws SealtrailError MERKLE_BAD_SIZE when it is no hash
   */
  append(leafHash: Uint8Array): void {
    if (leafHash.length !== HASH_SIZE) throw malformed(`a leaf hash has ${HASH_SIZE} bytes, got ${leafHash.length}`);
    let index = this.leaves;
    let level = 0;
    let hash = leafHash;
    this.onNode(level, index, hash);
    while ((index & 1n) === 1n) {
      hash = nodeHash(this.sha256, this.subtrees.pop()!, hash);
      index >>= 1n;
      level++;
      this.onNode(level, index, hash);
    }
    this.subtrees.push(hash);
    this.leaves++;
  }

  /** Root over all leaves so far; the empty tree has one too. */
  root(): Uint8Array {
    return foldRight(this.sha256, this.subtrees);
  }

  /** Size as 8 bytes big-endian, then the subtree hashes, largest first. */
  toBytes(): Uint8Array {
    const size = new Uint8Array(SIZE_BYTES);
    new DataView(size.buffer).setBigUint64(0, this.leaves);
    return concat(size, ...this.subtrees);
  }

  /**
   * The range that {@link CompactRange.toBytes} wrote. The hashes cannot be checked here: compare `root()`.
   * @throws SealtrailError MERKLE_BAD_SIZE when the number of hashes does not fit the size
   */
  static fromBytes(sha256: Sha256, bytes: Uint8Array, onNode?: CompletedNode): CompactRange {
    if (bytes.length < SIZE_BYTES) throw malformed(`at least ${SIZE_BYTES} bytes, got ${bytes.length}`);
    const size = new DataView(bytes.buffer, bytes.byteOffset, SIZE_BYTES).getBigUint64(0);
    const hashes = size.toString(2).replaceAll('0', '').length;
    const expected = SIZE_BYTES + hashes * HASH_SIZE;
    if (bytes.length !== expected) throw malformed(`${expected} bytes for ${size} leaves, got ${bytes.length}`);
    const range = new CompactRange(sha256, onNode);
    range.leaves = size;
    // slice of a Buffer would share its memory.
    range.subtrees = Array.from({ length: hashes }, (_, i) =>
      Uint8Array.from(bytes.subarray(SIZE_BYTES + i * HASH_SIZE, SIZE_BYTES + (i + 1) * HASH_SIZE)),
    );
    return range;
  }
}

function malformed(what: string): SealtrailError {
  return new SealtrailError('MERKLE_BAD_SIZE', `Malformed compact range: expected ${what}.`, {});
}
