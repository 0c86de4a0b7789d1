import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { toProblem } from './problem.js';
import { toSealtrailError } from './to-sealtrail-error.js';

/** Last stop of every REST failure: RFC 9457 `problem+json`. GraphQL has its own formatter and passes through. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw thrown;
    const error = toSealtrailError(thrown);
    if (error.status >= 500 && error.code !== 'UNAVAILABLE') this.logger.error(error.cause instanceof Error ? error.cause : error);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error);
    if (error.code === 'UNAUTHENTICATED') reply.header('WWW-Authenticate', challenge(error.data['reason']));
    if (typeof error.data['retryAfter'] === 'number') reply.header('Retry-After', String(error.data['retryAfter']));
    if (typeof error.data['location'] === 'string') reply.header('Location', error.data['location']);
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

/** RFC 6750 §3: a bare challenge when no token came, `invalid_token` when one did. */
export function challenge(reason: unknown): string {
  return reason === undefined ? 'Bearer realm="sealtrail"' : 'Bearer realm="sealtrail", error="invalid_token"';
}
