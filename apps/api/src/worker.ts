import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppConfig } from './platform/config/app-config.js';
import { JsonLogger } from './platform/logging/json-logger.js';
import { runAsChild } from './platform/process/run-as-child.js';
import { chooseQueueBackend } from './platform/queue/queue-backend.js';

const config = new AppConfig(process.env);
chooseQueueBackend(config);
// queues are made when the modules are loaded, so these come after the choice of their backend
const { WorkerModule } = await import('./worker.module.js');
const app = await NestFactory.createApplicationContext(WorkerModule, {
  abortOnError: false,
  logger: new JsonLogger(config.logLevel),
});
runAsChild(() => app.close());
