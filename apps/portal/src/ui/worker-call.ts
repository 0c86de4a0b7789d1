/** A question to a worker and its answer, matched by number; `ready` comes once, when the worker's code runs. */
export interface WorkerQuestion<Input> {
  id: number;
  input: Input;
}
export type WorkerAnswer<Output> = { ready: true } | { id: number; output: Output } | { id: number; failure: string };

/** The worker could not be loaded, died, or takes too long; `reason` says which. */
export class WorkerGone extends Error {
  constructor(readonly reason: 'not-loaded' | 'died' | 'too-slow' | 'closed') {
    super(`The worker is of no help: ${reason}.`);
  }
}

export interface WorkerCallOptions<Input, Output> {
  /** Starts a worker that runs `answerQuestions`. */
  create: () => Worker;
  /** The same answer without a worker, for when it cannot be loaded or dies. */
  fallback: (input: Input) => Promise<Output>;
  /** How long the worker may take to load, in milliseconds. */
  startWithin?: number;
  /** How long it may take to answer, in milliseconds. */
  answerWithin?: number;
}

interface Waiting<Output> {
  resolve: (output: Output) => void;
  reject: (error: Error) => void;
}

/**
 * Turns a worker into a function that always comes to an end. The worker is loaded at once, so that it is there when
 * the network is not; one that failed is started again with the next question.
 */
export class WorkerCall<Input, Output> {
  readonly #options: Required<WorkerCallOptions<Input, Output>>;
  readonly #waiting = new Map<number, Waiting<Output>>();
  #worker: Worker | undefined;
  #ready = false;
  #closed = false;
  #next = 1;

  constructor(options: WorkerCallOptions<Input, Output>) {
    this.#options = { startWithin: 3000, answerWithin: 60_000, ...options };
    this.#start();
  }

  /** @throws WorkerGone `too-slow` or `closed`; an error of the answering function; whatever the fallback throws */
  async ask(input: Input): Promise<Output> {
    try {
      return await this.#askWorker(input);
    } catch (error) {
      // What takes the worker too long would only freeze the page.
      if (!(error instanceof WorkerGone) || error.reason === 'too-slow' || error.reason === 'closed') throw error;
      return this.#options.fallback(input);
    }
  }

  close(): void {
    this.#closed = true;
    this.#give(new WorkerGone('closed'));
  }

  #start(): void {
    this.#ready = false;
    try {
      const worker = this.#options.create();
      this.#worker = worker;
      worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer<Output>>) => this.#hear(data));
      const failed = (): void => {
        if (this.#worker === worker) this.#give(new WorkerGone(this.#ready ? 'died' : 'not-loaded'));
      };
      worker.addEventListener('error', failed);
      worker.addEventListener('messageerror', failed);
    } catch {
      this.#worker = undefined;
    }
  }

  #hear(data: WorkerAnswer<Output>): void {
    if ('ready' in data) {
      this.#ready = true;
      return;
    }
    const waiting = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if ('failure' in data) waiting?.reject(new Error(data.failure));
    else waiting?.resolve(data.output);
  }

  /** Gives the worker up, and tells everyone who waits for it. */
  #give(error: WorkerGone): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #askWorker(input: Input): Promise<Output> {
    if (this.#closed) return Promise.reject(new WorkerGone('closed'));
    if (this.#worker === undefined) this.#start();
    const worker = this.#worker;
    if (worker === undefined) return Promise.reject(new WorkerGone('not-loaded'));
    const id = this.#next++;
    const { startWithin, answerWithin } = this.#options;
    let timers: ReturnType<typeof setTimeout>[] = [];
    return new Promise<Output>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      timers = [
        setTimeout(() => {
          if (this.#worker === worker && !this.#ready) this.#give(new WorkerGone('not-loaded'));
        }, startWithin),
        setTimeout(() => {
          if (this.#worker === worker) this.#give(new WorkerGone('too-slow'));
        }, answerWithin),
      ];
      worker.postMessage({ id, input } satisfies WorkerQuestion<Input>);
    }).finally(() => timers.forEach(clearTimeout));
  }
}

/** The other side: answers each question with `answer`. */
export function answerQuestions<Input, Output>(answer: (input: Input) => Output | Promise<Output>): void {
  globalThis.addEventListener('message', ({ data }: MessageEvent<WorkerQuestion<Input>>) => {
    Promise.resolve(data.input)
      .then(answer)
      .then(
        (output): WorkerAnswer<Output> => ({ id: data.id, output }),
        (error: unknown): WorkerAnswer<Output> => ({
          id: data.id,
          failure: error instanceof Error ? error.message : String(error),
        }),
      )
      .then((message) => globalThis.postMessage(message));
  });
  globalThis.postMessage({ ready: true } satisfies WorkerAnswer<Output>);
}
