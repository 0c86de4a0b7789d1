/** How many wrong passwords lead to which pause. Pure: the clock is an argument. */
export interface ThrottleRule {
  /** Wrong passwords that are free within the window. */
  readonly allowed: number;
  readonly windowSeconds: number;
  /** First pause; it doubles with each further wrong password up to `maxPauseSeconds`. */
  readonly pauseSeconds: number;
  readonly maxPauseSeconds: number;
}

export interface ThrottleState {
  readonly failures: number;
  readonly since: Date;
  readonly lockedUntil: Date | null;
}

export const ACCOUNT_RULE: ThrottleRule = { allowed: 5, windowSeconds: 900, pauseSeconds: 30, maxPauseSeconds: 900 };
/** Wide, since a whole office can share one address. */
export const ADDRESS_RULE: ThrottleRule = { allowed: 100, windowSeconds: 900, pauseSeconds: 30, maxPauseSeconds: 900 };

/** Seconds to wait before the next try is looked at; 0 when free. */
export function secondsLocked(state: ThrottleState | undefined, now: Date): number {
  if (!state?.lockedUntil) return 0;
  return Math.max(0, Math.ceil((state.lockedUntil.getTime() - now.getTime()) / 1000));
}

/** The state after one more wrong password. */
export function afterFailure(rule: ThrottleRule, state: ThrottleState | undefined, now: Date): ThrottleState {
  // The window runs from the end of the last pause, so that sitting out a pause does not refill the allowance.
  const start = state && Math.max(state.since.getTime(), state.lockedUntil?.getTime() ?? 0);
  const fresh = start === undefined || now.getTime() - start > rule.windowSeconds * 1000;
  const failures = fresh || !state ? 1 : state.failures + 1;
  const since = fresh || !state ? now : state.since;
  const over = failures - rule.allowed;
  if (over < 0) return { failures, since, lockedUntil: null };
  const pause = Math.min(rule.maxPauseSeconds, rule.pauseSeconds * 2 ** Math.min(over, 20));
  return { failures, since, lockedUntil: new Date(now.getTime() + pause * 1000) };
}
