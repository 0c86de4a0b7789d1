import { expect, test } from 'vitest';
import { PushIterator } from './push-iterator.js';

test('values pushed before the end are handed out, then it ends', async () => {
  const values = new PushIterator<number>(10);
  values.push(1);
  values.push(2);
  values.end();
  values.push(3);
  const seen: number[] = [];
  for await (const value of values) seen.push(value);
  expect(seen).toEqual([1, 2]);
});

test('a reader that waits is freed by return', async () => {
  let ended = 0;
  const values = new PushIterator<number>(1, () => ended++);
  const pending = values.next();
  await values.return();
  expect(await pending).toEqual({ value: undefined, done: true });
  values.end();
  expect(ended).toBe(1);
});

test('a slow reader sees the latest values', async () => {
  const values = new PushIterator<number>(2);
  for (let i = 0; i < 5; i++) values.push(i);
  expect((await values.next()).value).toBe(3);
});
