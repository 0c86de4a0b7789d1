import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { KeyedQueue } from './keyed-queue.js';

test('one key: in order, one at a time; other keys side by side', async () => {
  const queue = new KeyedQueue(10);
  const log: string[] = [];
  const task = (name: string) => async () => {
    log.push(`${name} in`);
    await sleep(5);
    log.push(`${name} out`);
  };
  await Promise.all([queue.run('a', task('a1')), queue.run('a', task('a2')), queue.run('b', task('b1'))]);
  expect(log.indexOf('a2 in')).toBeGreaterThan(log.indexOf('a1 out'));
  expect(log.indexOf('b1 in')).toBeLessThan(log.indexOf('a1 out'));
});

test('a task that throws does not stop the next, and a full queue says so', async () => {
  const queue = new KeyedQueue(2);
  const first = queue.run('a', () => Promise.reject(new Error('no')));
  const second = queue.run('a', () => Promise.resolve('yes'));
  const third = queue.run('a', () => Promise.resolve('never'));
  await expect(first).rejects.toThrow('no');
  expect(await second).toBe('yes');
  expect(await third).toBeUndefined();
  expect(await queue.run('a', () => Promise.resolve('again'))).toBe('again');
});
