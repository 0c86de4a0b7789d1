import { Module } from '@nestjs/common';
import { LedgerWorkerModule } from './ledger/ledger-worker.module.js';
import { PlatformModule } from './platform/platform.module.js';

/** The worker process: the same contexts as the API, with queues instead of transports. */
@Module({ imports: [PlatformModule, LedgerWorkerModule] })
export class WorkerModule {}
