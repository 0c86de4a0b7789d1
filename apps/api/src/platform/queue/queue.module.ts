import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { queueConnection } from './queue-backend.js';

/** Import it where queues are registered; see `queue-backend.ts` for what must happen before. */
@Module({
  imports: [
    BullModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({ connection: queueConnection(config) as never }),
    }),
  ],
  exports: [BullModule],
})
export class QueueModule {}
