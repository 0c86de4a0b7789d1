import { expect, test } from 'vitest';
import { WorkerCall, type WorkerQuestion } from './worker-call';

/** A worker in name: `answer` decides what comes back, and `death` when it breaks. */
class FakeWorker extends EventTarget {
  terminated = false;
  constructor(
    readonly answer: (question: WorkerQuestion<string>, worker: FakeWorker) => void,
    starts = true,
  ) {
    super();
    if (starts) queueMicrotask(() => this.say({ ready: true }));
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  postMessage(question: WorkerQuestion<string>): void {
    queueMicrotask(() => this.answer(question, this));
  }
  terminate(): void {
    this.terminated = true;
  }
}
const echo = ({ id, input }: WorkerQuestion<string>, worker: FakeWorker): void =>
  worker.say({ id, output: `worker ${input}` });
const silent = (): void => undefined;

const call = (workers: (() => FakeWorker)[], limits: { startWithin?: number; answerWithin?: number } = {}) => {
  let next = 0;
  return new WorkerCall<string, string>({
    create: () => {
      const create = workers[Math.min(next, workers.length - 1)];
      next += 1;
      if (create === undefined) throw new Error('no worker here');
      return create() as unknown as Worker;
    },
    fallback: (input) => Promise.resolve(`here ${input}`),
    ...limits,
  });
};

test('questions asked at once get their own answers', async () => {
  const calls = call([() => new FakeWorker(echo)]);
  expect(await Promise.all([calls.ask('a'), calls.ask('b')])).toEqual(['worker a', 'worker b']);
});

test('what the function throws is an error, not a reason to ask again', async () => {
  const calls = call([() => new FakeWorker(({ id }, worker) => worker.say({ id, failure: 'bad' }))]);
  await expect(calls.ask('a')).rejects.toThrow('bad');
});

test('a worker that failed to load before the first question is replaced', async () => {
  const broken = new FakeWorker(silent, false);
  const calls = call([() => broken, () => new FakeWorker(echo)]);
  broken.dispatchEvent(new Event('error'));
  expect(await calls.ask('a')).toBe('worker a');
  expect(broken.terminated).toBe(true);
});

test('one that never starts, dies on the way or cannot be made is done without', async () => {
  expect(await call([() => new FakeWorker(silent, false)], { startWithin: 20 }).ask('a')).toBe('here a');
  const dying = new FakeWorker((_question, worker) => worker.dispatchEvent(new Event('error')));
  expect(await call([() => dying]).ask('b')).toBe('here b');
  expect(await call([]).ask('c')).toBe('here c');
});

test('one that takes too long, and one that was closed, end with a reason', async () => {
  const slow = call([() => new FakeWorker(silent)], { startWithin: 5, answerWithin: 30 });
  await expect(slow.ask('a')).rejects.toMatchObject({ reason: 'too-slow' });
  const closing = call([() => new FakeWorker(silent)]);
  const asked = closing.ask('a');
  closing.close();
  await expect(asked).rejects.toMatchObject({ reason: 'closed' });
  await expect(closing.ask('b')).rejects.toMatchObject({ reason: 'closed' });
});
