import { HttpException } from '@nestjs/common';
import type { ErrorCode } from '@sealtrail/errors/catalogue';
import { isSealtrailError, SealtrailError } from '@sealtrail/errors/sealtrail-error';

const BY_STATUS: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  400: ['BAD_REQUEST', 'The request could not be understood.'],
  401: ['UNAUTHENTICATED', 'This needs a valid access token.'],
  403: ['FORBIDDEN', 'Your roles do not allow this.'],
  404: ['NOT_FOUND', 'Nothing is found under this address.'],
  405: ['METHOD_NOT_ALLOWED', 'This address does not take that method.'],
  406: ['NOT_ACCEPTABLE', 'No representation of that media type is offered here.'],
  413: ['CAPTURE_TOO_LARGE', 'The body is larger than what is taken here.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'This media type is not taken here.'],
  429: ['OVERLOADED', 'Too much is waiting already: try again shortly.'],
};

/** PostgreSQL and network conditions that say "not now" rather than "broken". */
const UNAVAILABLE = /^(08|53|57P)|^P(10\d\d|2024)$|ECONNREFUSED|ECONNRESET|ETIMEDOUT/;

/** Turns whatever was thrown (ours, Nest's, Fastify's, the database's) into one of our errors; bugs become INTERNAL. */
export function toSealtrailError(error: unknown): SealtrailError {
  if (isSealtrailError(error)) return error;
  const status = statusOf(error);
  const known = status === undefined ? undefined : BY_STATUS[status];
  if (known) return new SealtrailError(known[0], known[1], {}, { cause: error });
  if (status !== undefined && status >= 400 && status < 500) {
    return new SealtrailError('BAD_REQUEST', 'The request could not be understood.', {}, { cause: error });
  }
  if (isUnavailable(error)) {
    return new SealtrailError(
      'UNAVAILABLE',
      'The database does not answer just now: try again shortly.',
      { retryAfter: 2 },
      { cause: error },
    );
  }
  return new SealtrailError('INTERNAL', 'Something broke on our side; it has been logged.', {}, { cause: error });
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && UNAVAILABLE.test(String(error.code))) return true;
  return /timeout exceeded when trying to connect|Connection terminated/.test(error.message);
}
