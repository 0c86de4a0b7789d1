import { compareBytes } from '@sealtrail/bytes/equal';

/**
 * Who proposes a block in a round: the validators take turns in ascending order, beginning after the proposer of the parent;
 * each failed round passes the turn on. A proposer that has left the validators counts at the place it would have.
 */
export function proposerOf(
  validators: readonly Uint8Array[],
  parentProposer: Uint8Array | undefined,
  round: number,
): Uint8Array {
  if (validators.length === 0) throw new RangeError('"validators" expected at least one');
  const sorted = [...validators].sort(compareBytes);
  if (!parentProposer) return sorted[round % sorted.length]!;
  const at = sorted.findIndex((address) => compareBytes(address, parentProposer) >= 0);
  const isMember = at >= 0 && compareBytes(sorted[at]!, parentProposer) === 0;
  const first = at < 0 ? 0 : at + (isMember ? 1 : 0);
  return sorted[(first + round) % sorted.length]!;
}
