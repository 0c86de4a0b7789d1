import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { QueueModule } from '../platform/queue/queue.module.js';
import { LEDGER_QUEUE } from './ledger-queue.js';
import { LedgerCoreModule } from './ledger-core.module.js';
import { LedgerProcessor } from './ledger.processor.js';

/** The ledger as the worker runs it: integrate, publish, anchor. */
@Module({
  imports: [LedgerCoreModule, QueueModule, BullModule.registerQueue({ name: LEDGER_QUEUE })],
  providers: [LedgerProcessor],
})
export class LedgerWorkerModule {}
