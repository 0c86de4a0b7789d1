import { describe, expect, test } from 'vitest';
import { type KeyRule, planKeys } from './key-plan.js';

const DAY = 86_400;
const rule: KeyRule = { signSeconds: 30 * DAY, leadSeconds: DAY, keepSeconds: DAY / 2 };
const at = (days: number): Date => new Date(Date.UTC(2026, 0, 1) + days * DAY * 1000);
const key = (kid: string, days: number) => ({ kid, activeFrom: at(days) });
const kids = (keys: readonly { kid: string }[]): string[] => keys.map((k) => k.kid);

describe('signing key plan', () => {
  test('without keys, one is made that signs at once', () => {
    expect(planKeys([], at(0), rule)).toEqual({ publish: [], drop: [], createFrom: at(0) });
  });

  test('a young key signs alone', () => {
    const plan = planKeys([key('a', 0)], at(10), rule);
    expect(kids(plan.publish)).toEqual(['a']);
    expect(plan.createFrom).toBeUndefined();
  });

  test('the next key is made a lead time before the hand-over and published before it signs', () => {
    expect(planKeys([key('a', 0)], at(28.9), rule).createFrom).toBeUndefined();
    expect(planKeys([key('a', 0)], at(29), rule).createFrom).toEqual(at(30));
    const plan = planKeys([key('a', 0), key('b', 30)], at(29.5), rule);
    expect(kids(plan.publish)).toEqual(['a', 'b']);
    expect(plan.createFrom).toBeUndefined();
  });

  test('after a long stop the next key still gets its lead time', () => {
    expect(planKeys([key('a', 0)], at(90), rule).createFrom).toEqual(at(91));
  });

  test('the old key stays until what it signed has expired, then goes', () => {
    expect(kids(planKeys([key('a', 0), key('b', 30)], at(30.4), rule).publish)).toEqual(['b', 'a']);
    const plan = planKeys([key('a', 0), key('b', 30)], at(30.6), rule);
    expect(kids(plan.publish)).toEqual(['b']);
    expect(kids(plan.drop)).toEqual(['a']);
  });
});
