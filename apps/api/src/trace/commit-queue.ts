import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { Database } from '../platform/database/database.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { commitBatch } from './commit-batch.js';
import type { DocumentOutcome, PreparedDocument } from './prepared.js';

/** A batch closes at this many events; one document is never split, so a batch of one may be larger. */
const BATCH_EVENTS = 1_000;
/** Batches in commit at once: the next full one copies its rows while the last one waits for the disk. */
const CONCURRENT = 3;
/** What may wait before new captures are turned away. */
const MAX_PENDING_EVENTS = 50_000;
const MAX_PENDING_BYTES = 256 * 1024 * 1024;
const BATCH_IDS = 64;

interface Waiting {
  readonly document: PreparedDocument;
  readonly resolve: (outcome: DocumentOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Group commit: documents that arrive while a commit is under way share the next one. */
@Injectable()
export class CommitQueue implements OnApplicationShutdown {
  private waiting: Waiting[] = [];
  private waitingEvents = 0;
  private inFlight = 0;
  private pendingEvents = 0;
  private pendingBytes = 0;
  private batchIds: bigint[] = [];
  private idle: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Call before the work of preparing a document, and what it returns when the document is done with: its bytes count
   * from the first to the last, since they and their credentials are held all that time.
   * @throws SealtrailError OVERLOADED when too much is waiting
   */
  admit(bytes: number): () => void {
    if (this.pendingEvents >= MAX_PENDING_EVENTS || this.pendingBytes + bytes > MAX_PENDING_BYTES) {
      throw new SealtrailError('OVERLOADED', 'Too many captures are waiting: send this one again in a second.', {
        retryAfter: 1,
      });
    }
    this.pendingBytes += bytes;
    return () => {
      this.pendingBytes -= bytes;
    };
  }

  /** Resolves when the document is durable, or refused as a whole; rejects when the database failed. */
  async submit(document: PreparedDocument): Promise<DocumentOutcome> {
    this.count(document.events.length);
    try {
      return await new Promise<DocumentOutcome>((resolve, reject) => {
        this.waiting.push({ document, resolve, reject });
        this.waitingEvents += document.events.length;
        this.schedule();
      });
    } finally {
      this.count(-document.events.length);
    }
  }

  /** Lets what is in flight finish. */
  async onApplicationShutdown(): Promise<void> {
    if (this.inFlight === 0 && this.waiting.length === 0) return;
    await new Promise<void>((resolve) => (this.idle = resolve));
  }

  /**
   * A batch goes when the one before it is done, or sooner when it is full. No timer: the commit that is under way
   * is the time to gather company, so a lone document waits for nobody and a busy queue fills its batches.
   */
  private schedule(): void {
    if (this.waiting.length === 0) return;
    // What arrives in this turn of the event loop goes together.
    if (this.inFlight === 0) setImmediate(() => this.inFlight === 0 && this.flush());
    else if (this.waitingEvents >= BATCH_EVENTS && this.inFlight < CONCURRENT) this.flush();
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    const batch: Waiting[] = [];
    let events = 0;
    while (this.waiting.length > 0) {
      const next = this.waiting[0] as Waiting;
      if (batch.length > 0 && events + next.document.events.length > BATCH_EVENTS) break;
      events += next.document.events.length;
      batch.push(next);
      this.waiting.shift();
    }
    this.waitingEvents -= events;
    this.inFlight++;
    void this.commit(batch, events).finally(() => {
      this.inFlight--;
      if (this.inFlight === 0 && this.waiting.length === 0) this.idle?.();
      this.schedule();
    });
    this.schedule();
  }

  private async commit(batch: readonly Waiting[], events: number): Promise<void> {
    const stop = this.metrics.commitSeconds.startTimer();
    try {
      const outcomes = await commitBatch(
        this.database,
        batch.map(({ document }) => document),
        () => this.nextBatchId(),
      );
      stop();
      this.metrics.batchSize.observe(events);
      for (const [at, waiting] of batch.entries()) waiting.resolve(outcomes[at] as DocumentOutcome);
    } catch (error) {
      // Whatever one document did to the transaction must not cost the others theirs.
      if (batch.length > 1) for (const waiting of batch) await this.commit([waiting], waiting.document.events.length);
      else for (const waiting of batch) waiting.reject(error);
    }
  }

  /** Gaps in batch ids are harmless; leaf indexes are taken elsewhere. */
  private async nextBatchId(): Promise<bigint> {
    for (;;) {
      const id = this.batchIds.shift();
      if (id !== undefined) return id;
      const { rows } = await this.database.query<{ id: bigint }>(
        `SELECT nextval('batch_id_seq') AS id FROM generate_series(1, $1::int)`,
        [BATCH_IDS],
      );
      this.batchIds.push(...rows.map((row) => row.id));
    }
  }

  private count(events: number): void {
    this.pendingEvents += events;
    this.metrics.pendingEvents.set(this.pendingEvents);
  }
}
