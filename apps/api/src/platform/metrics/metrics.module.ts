import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';

/** `MetricsController` is wired by the processes that serve HTTP. */
@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
export class MetricsModule {}
