import { InjectQueue, Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { type Job, Queue } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppConfig } from '../platform/config/app-config.js';
import { Database } from '../platform/database/database.js';
import { Notifications } from '../platform/database/notifications.js';
import { AnchorChain } from './anchor-chain.js';
import { coalesce } from './coalesce.js';
import { enqueueNext, jobOptions, LEDGER_QUEUE, scheduleTick, TICK_JOB, WORKER_OPTIONS } from './ledger-queue.js';
import { LedgerRunner } from './ledger-runner.js';
import type { LedgerJob } from './ledger-status.js';
import { LogService } from './log.service.js';
import { CHANNEL_BATCH } from './log-id.js';
import { Projector } from './projector.js';

/** A chain on this machine answers in milliseconds; one that hangs must not hold up integration for long. */
const RPC_TIMEOUT_MS = 2_500;
const PATIENCE_MS = 1_500;
const WAKE_PAUSE_MS = 20;

/** Runs the ledger's jobs, one at a time. The queue says when; what is to do stands in the tables. */
@Processor(LEDGER_QUEUE, WORKER_OPTIONS)
export class LedgerProcessor extends WorkerHost implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(LedgerProcessor.name);
  private runner: LedgerRunner;
  private stopListening: (() => void) | undefined;
  private closing = false;

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
    private readonly notifications: Notifications,
    private readonly log: LogService,
    private readonly projector: Projector,
    @InjectQueue(LEDGER_QUEUE) private readonly queue: Queue,
  ) {
    super();
  }

  async onApplicationBootstrap(): Promise<void> {
    this.queue.on('error', (error) => this.logger.warn(`The queue: ${error.message}`));
    this.worker.on('error', (error) => this.logger.warn(`The queue's worker: ${error.message}`));
    await scheduleTick(this.queue);
    const wake = coalesce(
      async () => {
        if (!this.closing) await this.queue.add('integrate', {}, jobOptions('integrate'));
      },
      WAKE_PAUSE_MS,
      (ms) => sleep(ms),
    );
    // the tick finds what a failed wake-up leaves behind
    this.stopListening = await this.notifications.listen(
      CHANNEL_BATCH,
      () => void wake().catch((error: Error) => this.logger.warn(error.message)),
    );
    void wake().catch((error: Error) => this.logger.warn(error.message));
  }

  onApplicationShutdown(): void {
    this.closing = true;
    this.stopListening?.();
  }

  async process(job: Job): Promise<void> {
    const runner = (this.runner ??= this.createRunner());
    const step = job.name === TICK_JOB ? await runner.catchUp() : await runner.run(job.name as LedgerJob);
    if (!this.closing) await enqueueNext(this.queue, step, new Date(), this.config.checkpointIntervalMs);
  }

  private createRunner(): LedgerRunner {
    const { pool } = this.database;
    const now = (): Date => new Date();
    const chain = new AnchorChain(new JsonRpcClient({ url: this.config.chainRpcUrl, timeoutMs: RPC_TIMEOUT_MS }));
    return new LedgerRunner({
      pool,
      suite: nativeSuite,
      origin: this.log.origin,
      logKey: this.log.logKey,
      anchor: {
        pool,
        chain,
        settings: this.log.anchor,
        suite: nativeSuite,
        now,
        sleep: (ms) => sleep(ms),
        patienceMs: PATIENCE_MS,
      },
      now,
      project: () => this.projector.project(),
      log: (level, sentence) => (level === 'warn' ? this.logger.warn(sentence) : this.logger.log(sentence)),
    });
  }
}
