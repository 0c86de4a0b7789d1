import { Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { challenge } from './challenge.js';
import { toProblem } from './problem.js';
import { toSealtrailError } from './to-sealtrail-error.js';

const logger = new Logger('Problem');

/** Answers any failure as RFC 9457 `problem+json`, with the headers that belong to it. */
export function sendProblem(thrown: unknown, reply: FastifyReply): void {
  const error = toSealtrailError(thrown);
  if (error.code === 'INTERNAL') logger.error(error.cause instanceof Error ? error.cause : error);
  const problem = toProblem(error);
  if (error.code === 'UNAUTHENTICATED') reply.header('WWW-Authenticate', challenge(error.data['reason']));
  if (typeof error.data['retryAfter'] === 'number') reply.header('Retry-After', String(error.data['retryAfter']));
  if (typeof error.data['location'] === 'string') reply.header('Location', error.data['location']);
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
