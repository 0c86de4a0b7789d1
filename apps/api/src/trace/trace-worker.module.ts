import { Module } from '@nestjs/common';
import { LedgerCoreModule } from '../ledger/ledger-core.module.js';
import { ContainmentProjection } from './containment-projection.js';

/** What the worker runs of this context: its projections, after each integration. */
@Module({ imports: [LedgerCoreModule], providers: [ContainmentProjection] })
export class TraceWorkerModule {}
