import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { NotaryAnswer, NotaryJob } from './notary-job.js';

/** Beyond this the thread that takes requests and writes rows is what limits. */
const MAX_THREADS = 2;
/** Jobs wait in each thread, so that it need not wait for a main thread that is busy for 10 ms or so. */
const JOBS_EACH = 3;
const PROGRAM = fileURLToPath(new URL('./notary-worker.js', import.meta.url));

interface Sent {
  readonly resolve: (answer: NotaryAnswer) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** In the order of their answers. */
  readonly sent: Sent[];
}

/** Threads that hold a fixed number of jobs. One that dies fails what it held, and is not replaced. */
export class NotaryThreads {
  private threads: Thread[] = [];

  /** None on a machine with one processor, or where the program is not compiled. */
  start(workerData: unknown): void {
    const count = existsSync(PROGRAM) ? Math.min(MAX_THREADS, availableParallelism() - 1) : 0;
    for (let i = 0; i < count; i++) this.threads.push(this.launch(workerData));
  }

  get alive(): boolean {
    return this.threads.length > 0;
  }

  /** One has nothing to do. */
  get idle(): boolean {
    return this.threads.some(({ sent }) => sent.length === 0);
  }

  /** One has room for a job. */
  get free(): boolean {
    return this.threads.some(({ sent }) => sent.length < JOBS_EACH);
  }

  /** Hands a copy of a job to the thread with the least to do. */
  run(job: NotaryJob): Promise<NotaryAnswer> {
    const thread = this.threads.reduce((best, other) => (other.sent.length < best.sent.length ? other : best));
    return new Promise((resolve, reject) => {
      thread.sent.push({ resolve, reject });
      thread.worker.ref();
      thread.worker.postMessage(job);
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.threads.map(({ worker }) => worker.terminate()));
  }

  private launch(workerData: unknown): Thread {
    const worker = new Worker(PROGRAM, { workerData, name: 'notary' });
    const thread: Thread = { worker, sent: [] };
    const lose = (error: Error): void => {
      this.threads = this.threads.filter((other) => other !== thread);
      for (const { reject } of thread.sent.splice(0)) reject(error);
    };
    worker.on('message', (answer: NotaryAnswer | Error) => {
      const sent = thread.sent.shift();
      if (thread.sent.length === 0) worker.unref();
      if (answer instanceof Error) sent?.reject(answer);
      else sent?.resolve(answer);
    });
    worker.on('error', lose);
    worker.on('exit', () => lose(new Error('The thread has ended.')));
    // Only a thread with something to do keeps the process alive.
    worker.unref();
    return thread;
  }
}
