import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyServerOptions } from 'fastify';
import { sendProblem } from '../errors/send-problem.js';

/**
 * Fastify's own failures (media type, body, URL) happen before Nest has a say; they too end as `problem+json`. Nest
 * would set its error handler after the routes exist, too late for them, so ours stands from the start.
 */
export class ProblemFastifyAdapter extends FastifyAdapter {
  constructor(options: FastifyServerOptions) {
    super(options);
    this.getInstance().setErrorHandler((error, _request, reply) =>
      sendProblem(error, reply as unknown as FastifyReply),
    );
  }

  override setErrorHandler(): never {
    return undefined as never;
  }
}
