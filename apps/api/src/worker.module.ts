import { Module } from '@nestjs/common';
import { LedgerWorkerModule } from './ledger/ledger-worker.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ContainmentProjection } from './trace/containment-projection.js';
import { PartyBackfill } from './trace/party-backfill.js';

/** The worker process: the same contexts as the API, with queues instead of transports. */
@Module({ imports: [PlatformModule, LedgerWorkerModule], providers: [ContainmentProjection, PartyBackfill] })
export class WorkerModule {}
