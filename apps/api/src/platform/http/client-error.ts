import type { ErrorCode } from '@sealtrail/errors/catalogue';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { toProblem } from '../errors/problem.js';

/** Request line and headers together: a long access token and a long event id fit. */
export const MAX_HEAD_BYTES = 16 * 1024;

const KNOWN: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  HPE_HEADER_OVERFLOW: [
    'HEADERS_TOO_LARGE',
    `Address and headers of the request are larger than ${MAX_HEAD_BYTES / 1024} KiB together.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'The request did not arrive within the time given to it.'],
};

/** Answers what never became a request (too long, too slow, no HTTP) as a problem too, and closes the connection. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [code, sentence] = KNOWN[error.code ?? ''] ?? ['BAD_REQUEST', 'The request is not HTTP/1.1 as it should be.'];
  const problem = toProblem(new SealtrailError(code, sentence));
  const body = JSON.stringify(problem);
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}
