import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { AppModule } from './app.module.js';
import { AppConfig } from './platform/config/app-config.js';
import { MAX_CAPTURE_BYTES, registerBodyParsers } from './platform/http/body-parsers.js';
import { ProblemFastifyAdapter } from './platform/http/problem-fastify-adapter.js';
import { JsonLogger } from './platform/logging/json-logger.js';
import { chooseQueueBackend } from './platform/queue/queue-backend.js';

/** Builds the HTTP application without listening; tests start it the same way. */
export async function createApp(config: AppConfig): Promise<NestFastifyApplication> {
  chooseQueueBackend(config);
  const adapter = new ProblemFastifyAdapter({
    bodyLimit: MAX_CAPTURE_BYTES,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 2_000 },
    // Idle keep-alive connections must not hold up a shutdown.
    forceCloseConnections: true,
  });
  registerBodyParsers(adapter.getInstance() as never);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new JsonLogger(config.logLevel),
  });
  return app;
}
