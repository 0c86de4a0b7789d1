import { Module } from '@nestjs/common';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { MetricsModule } from './metrics/metrics.module.js';

/** What API and worker share: settings, database, metrics. */
@Module({ imports: [ConfigModule, DatabaseModule, MetricsModule] })
export class PlatformModule {}
