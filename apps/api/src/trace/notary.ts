import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { LogService } from '../ledger/log.service.js';
import {
  HEAD_SIZE,
  runNotaryJob,
  type NotaryAnswer,
  type NotaryFault,
  type NotaryIdentity,
  type NotaryJob,
} from './notary-job.js';
import { NotaryThreads } from './notary-threads.js';

export interface NotaryInput {
  readonly payload: Uint8Array;
  readonly eventId: string;
  /** Slug of the organisation. */
  readonly capturedBy: string;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

export interface NotarisedEvent {
  readonly secret: Uint8Array;
  /** ASCII of the issuer-signed JWT. */
  readonly credential: Uint8Array;
  readonly entry: Uint8Array;
}

interface Request {
  readonly inputs: readonly NotaryInput[];
  readonly results: (NotarisedEvent | NotaryFault)[];
  next: number;
  open: number;
  readonly resolve: (results: readonly (NotarisedEvent | NotaryFault)[]) => void;
  readonly reject: (error: unknown) => void;
}

/** One place of a job: which event of which request stands there. */
interface Place {
  readonly request: Request;
  readonly at: number;
}

/**
 * Events of one job, about 10 ms of work. A document larger than that lets those behind it go first before it goes on;
 * smaller ones are done one after the other, so that the first can be committed while the next is under way.
 */
const JOB_EVENTS = 128;

/**
 * Issues the credential of each event with the platform's notary key, for captures that arrive unsigned. That is half
 * the work of a capture (70 of 150 µs), so it is done in threads of its own where there is a processor for them, and
 * else here, in slices. Documents of one event share a job.
 */
@Injectable()
export class Notary implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Notary.name);
  private readonly threads = new NotaryThreads();
  private waiting: Request[] = [];
  private scheduled = false;
  private stopping = false;

  constructor(private readonly log: LogService) {}

  onApplicationBootstrap(): void {
    this.threads.start({ identity: this.identity, key: this.log.notary.key });
  }

  /** What threads still hold is done here. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.threads.stop();
  }

  /** One credential from one fresh secret for each event, or why there is none; in the order of the events. */
  notarise(inputs: readonly NotaryInput[]): Promise<readonly (NotarisedEvent | NotaryFault)[]> {
    if (inputs.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.waiting.push({ inputs, results: [], next: 0, open: inputs.length, resolve, reject });
      this.schedule();
    });
  }

  private get identity(): NotaryIdentity {
    return { origin: this.log.origin, kid: this.log.notaryKid };
  }

  /** In the next turn, so that the events of this turn go together. */
  private schedule(): void {
    if (this.scheduled || this.waiting.length === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (!this.threads.alive) return void this.dispatch();
      // As with commits: while a thread is busy only full jobs go, so single events gather.
      while (this.waiting.length > 0 && (this.threads.idle || (this.threads.free && this.isFull())))
        void this.dispatch();
    });
  }

  private isFull(): boolean {
    let events = 0;
    return this.waiting.some((request) => (events += request.inputs.length - request.next) >= JOB_EVENTS);
  }

  private async dispatch(): Promise<void> {
    const places = this.takePlaces();
    try {
      const answer = await this.run(jobOf(places));
      for (const [at, place] of places.entries()) settle(place, readAnswer(answer, at, places.length));
    } catch (error) {
      for (const { request } of places) request.reject(error);
    } finally {
      this.schedule();
    }
  }

  private async run(job: NotaryJob): Promise<NotaryAnswer> {
    if (this.threads.alive) {
      try {
        return await this.threads.run(job);
      } catch (error) {
        if (!this.stopping) this.logger.warn(`A notary thread failed, its work is done here: ${String(error)}`);
      }
    }
    return runNotaryJob(job, this.identity, this.log.notary.sign, randomBytes);
  }

  /** The next events of the first requests; one that does not fit goes on behind the others. */
  private takePlaces(): Place[] {
    const places: Place[] = [];
    while (places.length < JOB_EVENTS) {
      const request = this.waiting.shift();
      if (!request) break;
      const left = Math.min(JOB_EVENTS - places.length, request.inputs.length - request.next);
      for (let i = 0; i < left; i++) places.push({ request, at: request.next++ });
      if (request.next < request.inputs.length) this.waiting.push(request);
    }
    return places;
  }
}

function jobOf(places: readonly Place[]): NotaryJob {
  const inputs = places.map(({ request, at }) => request.inputs[at] as NotaryInput);
  let end = 0;
  const ends = inputs.map(({ payload }) => (end += payload.length));
  const payloads = new Uint8Array(end);
  inputs.forEach(({ payload }, at) => payloads.set(payload, (ends[at] as number) - payload.length));
  return {
    payloads,
    ends,
    eventIds: inputs.map(({ eventId }) => eventId),
    capturedBy: inputs.map(({ capturedBy }) => capturedBy),
    recordedAt: inputs.map(({ recordedAt }) => recordedAt),
  };
}

function readAnswer({ packed, ends, faults }: NotaryAnswer, at: number, count: number): NotarisedEvent | NotaryFault {
  const fault = faults.get(at);
  if (fault) return fault;
  const head = at * HEAD_SIZE;
  return {
    secret: packed.subarray(head, head + 32),
    entry: packed.subarray(head + 32, head + HEAD_SIZE),
    credential: packed.subarray(at === 0 ? count * HEAD_SIZE : ends[at - 1], ends[at]),
  };
}

function settle({ request, at }: Place, result: NotarisedEvent | NotaryFault): void {
  if ('code' in result && result.code === 'INTERNAL') request.reject(new Error(result.message));
  request.results[at] = result;
  if (--request.open === 0) request.resolve(request.results);
}
