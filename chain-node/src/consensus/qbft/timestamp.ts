/**
 * Time of the next block in seconds: the clock, but never before the parent.
 * Blocks come on demand, so several may share a second; a clock set back holds the time still until it has caught up.
 * (Besu's rule of one second between blocks is off when a network runs with xblockperiodmilliseconds, as our genesis states.)
 */
export function nextTimestamp(parentTimestamp: bigint, nowMs: number): bigint {
  const now = BigInt(Math.floor(nowMs / 1000));
  return now > parentTimestamp ? now : parentTimestamp;
}

/** Seconds a block may lie ahead of the reader's clock before it is refused. */
export const MAX_CLOCK_SKEW = 5n;
