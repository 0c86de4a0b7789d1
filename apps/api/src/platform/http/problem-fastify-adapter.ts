import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions } from 'fastify';
import type { Server } from 'node:http';
import { sendProblem } from '../errors/send-problem.js';
import { unsupportedMediaType } from './media-types.js';

/**
 * Fastify's own failures (media type, body, URL) happen before Nest has a say; they too end as `problem+json`. Nest
 * would set its error handler after the routes exist, too late for them, so ours stands from the start.
 */
export class ProblemFastifyAdapter extends FastifyAdapter {
  constructor(options: FastifyHttpOptions<Server>) {
    super(options);
    this.getInstance().setErrorHandler((error, request, reply) =>
      sendProblem(isMediaType(error) ? unsupportedMediaType(request.headers['content-type']) : error, reply as never),
    );
  }

  override setErrorHandler(): never {
    return undefined as never;
  }
}

/** A content type that is none at all is refused by Fastify itself, before any parser. */
function isMediaType(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
}
