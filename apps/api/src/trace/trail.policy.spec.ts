import { expect, test } from 'vitest';
import { visibleSteps } from './trail.policy.js';

const step = (time: number, takesPart: boolean, shared = true) => ({ time, takesPart, shared });
const seen = (...steps: ReturnType<typeof step>[]) => visibleSteps(steps, (each) => each).map((each) => each.time);

test('upstream is seen, downstream is not', () => {
  expect(seen(step(1, false), step(2, true), step(3, false))).toEqual([1, 2]);
});

test('one who takes no part sees nothing', () => {
  expect(seen(step(1, false), step(2, false))).toEqual([]);
});

test('one who does not share stays hidden, one own event never does', () => {
  expect(seen(step(1, false, false), step(2, true, false), step(2, false))).toEqual([2, 2]);
});
