/**
 * A complete subtree: `level` 0 is a leaf, and node (level, index) covers the leaves
 * from `index << level` up to but without `(index + 1) << level`.
 */
export interface NodeId {
  readonly level: number;
  readonly index: bigint;
}
