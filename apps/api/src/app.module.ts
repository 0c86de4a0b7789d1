import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AuditModule } from './audit/audit.module.js';
import { ChainModule } from './chain/chain.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { PartyModule } from './party/party.module.js';
import { ProblemFilter } from './platform/errors/problem.filter.js';
import { GraphqlModule } from './platform/graphql/graphql.module.js';
import { HealthController } from './platform/health/health.controller.js';
import { IdentityModule } from './platform/identity/identity.module.js';
import { MetricsController } from './platform/metrics/metrics.controller.js';
import { PlatformModule } from './platform/platform.module.js';
import { SearchModule } from './search/search.module.js';
import { TraceModule } from './trace/trace.module.js';

/** The HTTP process: every context with its transports. The worker wires the same contexts without them. */
@Module({
  imports: [
    PlatformModule,
    IdentityModule,
    GraphqlModule,
    AuditModule,
    LedgerModule,
    PartyModule,
    TraceModule,
    SearchModule,
    ChainModule,
  ],
  controllers: [HealthController, MetricsController],
  providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
})
export class AppModule {}
