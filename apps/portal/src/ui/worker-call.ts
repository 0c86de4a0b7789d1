/** A question to a worker and its answer, matched by number. */
export interface WorkerQuestion<Input> {
  id: number;
  input: Input;
}
export type WorkerAnswer<Output> = { id: number; output: Output } | { id: number; failure: string };

/** Turns a worker into a function; the worker is loaded at once, so that it is there when the network is not. */
export class WorkerCall<Input, Output> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (output: Output) => void; reject: (error: Error) => void }>();
  #next = 1;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer<Output>>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('failure' in data) waiting?.reject(new Error(data.failure));
      else waiting?.resolve(data.output);
    });
    worker.addEventListener('error', (event) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message));
      this.#waiting.clear();
    });
  }

  ask(input: Input): Promise<Output> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, input } satisfies WorkerQuestion<Input>);
    });
  }

  close(): void {
    this.#worker.terminate();
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
}
