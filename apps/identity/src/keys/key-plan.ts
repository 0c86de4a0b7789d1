/**
 * When signing keys are made, used and dropped. Pure: the clock is an argument.
 *
 * A key is published `leadSeconds` before it signs, so that whoever caches the key set has seen it;
 * it stays published for `keepSeconds` after its successor took over, so that what it signed stays checkable.
 */
export interface KeyRule {
  readonly signSeconds: number;
  readonly leadSeconds: number;
  readonly keepSeconds: number;
}

export interface KeyTimes {
  readonly kid: string;
  readonly activeFrom: Date;
}

export interface KeyPlan<K extends KeyTimes> {
  /** Keys to publish, the one that signs first. Empty when none can sign yet. */
  readonly publish: readonly K[];
  /** Keys whose time is over. */
  readonly drop: readonly K[];
  /** When set, a new key is to be made that signs from this moment. */
  readonly createFrom: Date | undefined;
}

/** Decides from the stored keys what to publish, drop and create at `now`. */
export function planKeys<K extends KeyTimes>(keys: readonly K[], now: Date, rule: KeyRule): KeyPlan<K> {
  const newestFirst = keys.toSorted(
    (a, b) => b.activeFrom.getTime() - a.activeFrom.getTime() || (a.kid < b.kid ? -1 : 1),
  );
  const active = newestFirst.find((key) => key.activeFrom <= now);
  if (!active) return { publish: [], drop: [], createFrom: now };

  const upcoming = newestFirst.filter((key) => key.activeFrom > now);
  const former = newestFirst.slice(upcoming.length + 1);
  // Each former key was in use until the next newer one took over.
  const over = former.filter((_, index) => {
    const successor = newestFirst[upcoming.length + index]!;
    return now.getTime() > successor.activeFrom.getTime() + rule.keepSeconds * 1000;
  });
  const handOver = active.activeFrom.getTime() + rule.signSeconds * 1000;
  const earliest = now.getTime() + rule.leadSeconds * 1000;
  const due = upcoming.length === 0 && earliest >= handOver;
  return {
    publish: [active, ...upcoming, ...former.filter((key) => !over.includes(key))],
    drop: over,
    createFrom: due ? new Date(Math.max(handOver, earliest)) : undefined,
  };
}
