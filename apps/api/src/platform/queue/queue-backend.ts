import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import type { AppConfig } from '../config/app-config.js';

/**
 * Chooses where queues live. Must run before any queue or worker is constructed, so it is called first thing in
 * `main.ts` and `worker.ts`.
 */
export function chooseQueueBackend(config: Pick<AppConfig, 'redisUrl'>): void {
  if (config.redisUrl === undefined) setDefaultBackendFactory(createPostgresBackend as never);
}

/** Connection options for `BullModule`: Redis when `REDIS_URL` is given, else a schema of its own in PostgreSQL. */
export function queueConnection(config: Pick<AppConfig, 'redisUrl' | 'databaseUrl'>): object {
  return config.redisUrl === undefined
    ? { connectionString: config.databaseUrl, schema: 'bullmq', migrate: true, max: 5 }
    : { url: config.redisUrl, maxRetriesPerRequest: null };
}
