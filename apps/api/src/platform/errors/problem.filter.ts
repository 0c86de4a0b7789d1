import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sendProblem } from './send-problem.js';

/** Last stop of every REST failure inside Nest. GraphQL has its own formatter and passes through. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw thrown;
    sendProblem(thrown, host.switchToHttp().getResponse<FastifyReply>());
  }
}
