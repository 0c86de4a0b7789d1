import { expect, test } from 'vitest';
import { coalesce } from './coalesce.js';

test('calls during a run give one more run, not one each', async () => {
  let runs = 0;
  const wake = coalesce(
    async () => void runs++,
    1,
    () => new Promise((resolve) => setTimeout(resolve, 1)),
  );
  await Promise.all(Array.from({ length: 100 }, wake));
  expect(runs).toBeLessThanOrEqual(2);
  await wake();
  expect(runs).toBeGreaterThanOrEqual(2);
});

test('a failed run does not stop later ones', async () => {
  let runs = 0;
  const wake = coalesce(
    async () => {
      if (runs++ === 0) throw new Error('once');
    },
    0,
    async () => undefined,
  );
  await expect(wake()).rejects.toThrow('once');
  await wake();
  expect(runs).toBe(2);
});
