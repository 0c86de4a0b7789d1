/**
 * An async iterator that is pushed to. Ending it from either side frees whoever waits at once, which a generator that sleeps in an
 * `await` cannot do. It holds `limit` values at most: the oldest give way, so only push what a later value makes obsolete, or no more.
 */
export class PushIterator<T> implements AsyncIterableIterator<T> {
  private readonly values: T[] = [];
  private readonly waiting: ((result: IteratorResult<T>) => void)[] = [];
  private ended = false;

  constructor(
    private readonly limit: number,
    private readonly onEnd: () => void = () => undefined,
  ) {}

  push(value: T): void {
    if (this.ended) return;
    const next = this.waiting.shift();
    if (next) return next({ value, done: false });
    if (this.values.push(value) > this.limit) this.values.shift();
  }

  /** No more values; those that wait are still handed out. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    for (const next of this.waiting.splice(0)) next({ value: undefined, done: true });
    this.onEnd();
  }

  next(): Promise<IteratorResult<T>> {
    const value = this.values.shift();
    if (value !== undefined) return Promise.resolve({ value, done: false });
    if (this.ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  return(): Promise<IteratorResult<T>> {
    this.values.length = 0;
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }

  throw(error: unknown): Promise<IteratorResult<T>> {
    this.values.length = 0;
    this.end();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
