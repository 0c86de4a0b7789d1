import { Module } from '@nestjs/common';
import { TraceModule } from '../trace/trace.module.js';
import { EventStatusResolver } from './event-status.resolver.js';
import { ExportEvidence } from './export-evidence.js';
import { LedgerCoreModule } from './ledger-core.module.js';
import { LedgerReader } from './ledger-reader.js';
import { LedgerResolver } from './ledger.resolver.js';
import { LogController } from './log.controller.js';
import { StatusFeed } from './status-feed.js';
import { TrustService } from './trust.service.js';

/** The ledger as the API shows it: heads, checkpoints, tiles, status, evidence. */
@Module({
  imports: [LedgerCoreModule, TraceModule],
  controllers: [LogController],
  providers: [EventStatusResolver, ExportEvidence, LedgerReader, LedgerResolver, StatusFeed, TrustService],
})
export class LedgerModule {}
