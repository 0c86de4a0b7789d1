import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { AppModule } from './app.module.js';
import { AppConfig } from './platform/config/app-config.js';
import { MAX_CAPTURE_BYTES, registerBodyParsers } from './platform/http/body-parsers.js';
import { answerClientError, MAX_HEAD_BYTES } from './platform/http/client-error.js';
import { ProblemFastifyAdapter } from './platform/http/problem-fastify-adapter.js';
import { authenticateFirst } from './platform/identity/authenticate-first.js';
import { IdentityService } from './platform/identity/identity.service.js';
import { JsonLogger } from './platform/logging/json-logger.js';
import { chooseQueueBackend } from './platform/queue/queue-backend.js';

/** For the whole of a request, body included: 32 MiB over a slow line take minutes, a sender that stalls does not stay. */
const REQUEST_TIMEOUT_MS = 300_000;

/** Builds the HTTP application without listening; tests start it the same way. */
export async function createApp(config: AppConfig): Promise<NestFastifyApplication> {
  chooseQueueBackend(config);
  const adapter = new ProblemFastifyAdapter({
    bodyLimit: MAX_CAPTURE_BYTES,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 2_000 },
    http: { maxHeaderSize: MAX_HEAD_BYTES },
    requestTimeout: REQUEST_TIMEOUT_MS,
    clientErrorHandler: answerClientError,
    // Idle keep-alive connections must not hold up a shutdown.
    forceCloseConnections: true,
  });
  registerBodyParsers(adapter.getInstance() as never);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new JsonLogger(config.logLevel),
  });
  const identity = app.get(IdentityService);
  authenticateFirst(adapter.getInstance() as never, (authorization) => identity.authenticate(authorization));
  return app;
}
