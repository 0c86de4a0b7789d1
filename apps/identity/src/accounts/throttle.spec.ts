import { expect, test } from 'vitest';
import { afterFailure, secondsLocked, type ThrottleRule, type ThrottleState } from './throttle.js';

const rule: ThrottleRule = { allowed: 3, windowSeconds: 600, pauseSeconds: 30, maxPauseSeconds: 100 };
const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);

function fail(times: number, seconds: number, from?: ThrottleState): ThrottleState {
  let state = from;
  for (let i = 0; i < times; i++) state = afterFailure(rule, state, at(seconds));
  return state!;
}

test('the first wrong passwords are free', () => {
  expect(secondsLocked(undefined, at(0))).toBe(0);
  expect(secondsLocked(fail(2, 0), at(0))).toBe(0);
});

test('then pauses double up to the longest', () => {
  expect(secondsLocked(fail(3, 0), at(0))).toBe(30);
  expect(secondsLocked(fail(3, 0), at(29.5))).toBe(1);
  expect(secondsLocked(fail(3, 0), at(30))).toBe(0);
  expect(secondsLocked(fail(4, 0), at(0))).toBe(60);
  expect(secondsLocked(fail(40, 0), at(0))).toBe(100);
});

test('sitting out a pause does not refill the allowance, a quiet window does', () => {
  const locked = fail(3, 0);
  expect(secondsLocked(fail(1, 31, locked), at(31))).toBe(60);
  expect(fail(1, 30 + 601, locked)).toEqual({ failures: 1, since: at(631), lockedUntil: null });
});
