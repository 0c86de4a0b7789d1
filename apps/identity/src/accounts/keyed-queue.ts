/**
 * Runs tasks of the same key one after the other, of different keys side by side.
 * A queue per account makes "count, check, record" of a sign-in exact under parallel guesses.
 */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<unknown>>();
  readonly #lengths = new Map<string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns what the task returns, or undefined without running it when too many wait already */
  async run<T>(key: string, task: () => Promise<T>): Promise<T | undefined> {
    const length = this.#lengths.get(key) ?? 0;
    if (length >= this.#limit) return undefined;
    this.#lengths.set(key, length + 1);
    const result = (this.#tails.get(key) ?? Promise.resolve()).then(task);
    const tail = result.catch(() => undefined);
    this.#tails.set(key, tail);
    try {
      return await result;
    } finally {
      const left = (this.#lengths.get(key) ?? 1) - 1;
      if (left > 0) this.#lengths.set(key, left);
      else {
        this.#lengths.delete(key);
        this.#tails.delete(key);
      }
    }
  }
}
