import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Caller, RequestContext } from './request-context.js';

/** What Mercurius hands to resolvers, and what we hang on it. */
export interface GraphqlContext {
  readonly request?: FastifyRequest;
  readonly req?: FastifyRequest;
  /** From `connection_init`, when the operation came over a WebSocket. */
  readonly authorization?: string;
  [CURRENT]?: Promise<RequestContext>;
}

export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

const CURRENT = Symbol('sealtrail.request-context');
interface Holder {
  [CURRENT]?: Promise<RequestContext>;
}

/** Authenticates a request once, before its handler is known; what comes later finds the result. */
export function authenticateRequest(request: FastifyRequest, authenticate: Authenticate): Promise<RequestContext> {
  const holder = request as Holder;
  holder[CURRENT] ??= authenticate(request.headers.authorization).then((caller) => ({ requestId: request.id, caller }));
  return holder[CURRENT];
}

/** The request context of a handler; authenticated once per request or WebSocket operation. */
export function requestContextOf(context: ExecutionContext, authenticate?: Authenticate): Promise<RequestContext> {
  const graphql =
    context.getType<string>() === 'graphql'
      ? GqlExecutionContext.create(context).getContext<GraphqlContext>()
      : undefined;
  const request = graphql ? (graphql.req ?? graphql.request) : context.switchToHttp().getRequest<FastifyRequest>();
  // Over HTTP the request is the holder. A socket lives long: there each operation has a context of its own.
  const overSocket = graphql?.authorization !== undefined || (graphql !== undefined && graphql.req === undefined);
  const holder = (overSocket ? graphql : request) as Holder;
  if (!holder[CURRENT]) {
    if (!authenticate)
      return Promise.reject(new SealtrailError('UNAUTHENTICATED', 'This needs an access token: sign in first.'));
    const authorization = graphql?.authorization ?? request?.headers.authorization;
    const requestId = overSocket ? randomUUID() : (request?.id ?? randomUUID());
    holder[CURRENT] = authenticate(authorization).then((caller) => ({ requestId, caller }));
  }
  return holder[CURRENT];
}

/** Hands the request context to a handler or resolver: `@Ctx() ctx: RequestContext`. */
export const Ctx = createParamDecorator((_: unknown, context: ExecutionContext) => requestContextOf(context));
