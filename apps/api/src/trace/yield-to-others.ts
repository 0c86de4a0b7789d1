import { setImmediate as nextTurn } from 'node:timers/promises';

const SLICE_MS = 10;

/** Lets other requests have their turn during long work: call it often, it waits only when the slice is used up. */
export function createYielder(now: () => number = () => performance.now()): () => Promise<void> | undefined {
  let started = now();
  return () => {
    if (now() - started < SLICE_MS) return undefined;
    return nextTurn().then(() => {
      started = now();
    });
  };
}
