import { expect, test } from 'vitest';
import { readBounded } from './bounded-body';

const streamOf = (...sizes: number[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const size of sizes) controller.enqueue(new Uint8Array(size).fill(size));
      controller.close();
    },
  });

test('parts are joined in order', async () => {
  expect(await readBounded(streamOf(1, 2, 3))).toEqual(Uint8Array.of(1, 2, 2, 3, 3, 3));
  expect(await readBounded(null)).toEqual(new Uint8Array());
});

test('the limit is exact', async () => {
  expect(await readBounded(streamOf(4, 4), 8)).toHaveLength(8);
  expect(await readBounded(streamOf(4, 5), 8)).toBeUndefined();
});
