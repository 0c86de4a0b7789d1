import type { JobsOptions, Queue, WorkerOptions } from 'bullmq';
import { type NextStep, untilNextTick } from './ledger-runner.js';
import type { LedgerJob } from './ledger-status.js';

export const LEDGER_QUEUE = 'ledger';
/** The safety net: looks into the tables for work that no job stands for. */
export const TICK_JOB = 'tick';
const TICK_MS = 2_000;

/** A worker that dies is found out within seconds, however often it happens: every step is harmless to repeat. */
export const WORKER_OPTIONS = {
  concurrency: 1,
  lockDuration: 5_000,
  stalledInterval: 2_000,
  maxStalledCount: 1_000_000,
  drainDelay: 2,
  settings: { backoffStrategy: (attemptsMade: number) => backoff(attemptsMade) },
} satisfies Partial<WorkerOptions>;

/** Milliseconds until the next attempt: a quarter of a second doubling up to ten seconds. */
export function backoff(attemptsMade: number): number {
  return Math.min(10_000, 250 * 2 ** Math.min(attemptsMade - 1, 10));
}

/** One job of a kind waits at most; one that is asked for while its like runs follows it. */
export function jobOptions(job: LedgerJob, delay = 0): JobsOptions {
  return {
    delay,
    deduplication: { id: job, keepLastIfActive: true },
    attempts: 1_000_000,
    backoff: { type: 'custom' },
    removeOnComplete: true,
    removeOnFail: 100,
  };
}

/** Queues what a step said comes next. */
export async function enqueueNext(
  queue: Pick<Queue, 'add'>,
  step: NextStep,
  now: Date,
  cadenceMs: number,
): Promise<void> {
  if (!step.next) return;
  const delay = step.after === 'cadence' ? untilNextTick(now, cadenceMs) : (step.after ?? 0);
  await queue.add(step.next, {}, jobOptions(step.next, delay));
}

/** Makes sure that the safety net is spread. */
export async function scheduleTick(queue: Queue): Promise<void> {
  await queue.upsertJobScheduler(
    TICK_JOB,
    { every: TICK_MS },
    { name: TICK_JOB, opts: { removeOnComplete: true, removeOnFail: 10 } },
  );
}
