import { Logger } from '@nestjs/common';
import { CATALOGUE } from '@sealtrail/errors/catalogue';
import type { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { FastifyReply } from 'fastify';
import { challenge } from '../errors/challenge.js';
import { issuesOf } from '../errors/problem.js';
import { toSealtrailError } from '../errors/to-sealtrail-error.js';

const logger = new Logger('GraphQL');

/** Mercurius' own codes that are the asker's fault, under our names. */
const MERCURIUS: Readonly<Record<string, 'BAD_REQUEST' | 'QUERY_TOO_COMPLEX' | 'METHOD_NOT_ALLOWED'>> = {
  MER_ERR_GQL_VALIDATION: 'BAD_REQUEST',
  MER_ERR_GQL_QUERY_DEPTH: 'QUERY_TOO_COMPLEX',
  MER_ERR_METHOD_NOT_ALLOWED: 'METHOD_NOT_ALLOWED',
  MER_ERR_INVALID_METHOD: 'METHOD_NOT_ALLOWED',
};

/** Gives every entry of `errors[]` a stable `extensions.code`; hides the text of bugs and logs it instead. */
export function formatGraphqlErrors(
  execution: ExecutionResult,
  context: unknown,
): { statusCode: number; response: ExecutionResult } {
  const errors = (execution.errors ?? []).flatMap(unfold).map(format);
  const codes = new Set(errors.map((error) => error.extensions['code']));
  const reply = (context as { reply?: FastifyReply } | undefined)?.reply;
  let statusCode = 200;
  if (codes.has('UNAUTHENTICATED')) {
    statusCode = 401;
    const reason = errors.find((error) => error.extensions['code'] === 'UNAUTHENTICATED')?.extensions['reason'];
    if (typeof reply?.header === 'function') reply.header('WWW-Authenticate', challenge(reason));
  } else if (!hasData(execution)) {
    // Nothing leaves, so the status may say why, as over REST; a part of an answer is a 200 with errors beside it.
    const refusal = REFUSALS.find((code) => codes.has(code));
    if (refusal) statusCode = CATALOGUE[refusal].status;
  }
  return { statusCode, response: { data: execution.data ?? null, errors } };
}

/** Failures of a whole request, by weight. */
const REFUSALS = [
  'UNAVAILABLE',
  'CAPTURE_TOO_LARGE',
  'REQUEST_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'BAD_REQUEST',
  'QUERY_TOO_COMPLEX',
] as const;

function hasData({ data, errors }: ExecutionResult): boolean {
  if (!data) return false;
  return (errors ?? []).length === 0 || Object.values(data).some((value) => value !== null);
}

function unfold(error: GraphQLError): readonly GraphQLError[] {
  const inner = error.originalError && 'errors' in error.originalError ? error.originalError.errors : undefined;
  if (!Array.isArray(inner)) return [error];
  return inner.map((each: Error) =>
    each instanceof GraphQLError ? each : new GraphQLError(each.message, { originalError: each }),
  );
}

function format(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, path, originalError } = error;
  const place = { nodes, source, positions, path };
  const ownCode = error.extensions['code'];
  const mercurius = MERCURIUS[String((originalError as { code?: unknown } | undefined)?.code ?? '')];
  if (mercurius) return new GraphQLError(error.message, { ...place, extensions: { code: mercurius } });
  // No original error: graphql-js itself refused syntax, validation or a variable.
  if (!originalError || originalError instanceof GraphQLError) {
    const code = ownCode ?? (originalError as GraphQLError | undefined)?.extensions['code'] ?? 'BAD_REQUEST';
    return new GraphQLError(error.message, { ...place, extensions: { ...error.extensions, code } });
  }
  const known = toSealtrailError(originalError);
  if (known.code === 'INTERNAL') logger.error(originalError);
  return new GraphQLError(known.message, { ...place, extensions: extensionsOf(known) });
}

function extensionsOf(error: SealtrailError): Record<string, unknown> {
  const issues = issuesOf(error);
  const { reason, retryAfter } = error.data;
  return {
    code: error.code,
    docs: error.docs,
    ...(issues.length > 0 ? { errors: issues } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
