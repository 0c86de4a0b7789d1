import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { JSON_TYPES, unsupportedMediaType } from './media-types.js';

const MIB = 1024 * 1024;
/** Largest EPCIS document taken. */
export const MAX_CAPTURE_BYTES = 32 * MIB;
/** A document travels in a GraphQL request as text, with the query around it. Larger ones go to the REST address. */
const MAX_GRAPHQL_BYTES = 33 * MIB;
/** Whatever else has a body has a small one. */
const MAX_OTHER_BYTES = 64 * 1024;
/** What is read and thrown away of a body that is too large, so that the sender gets to read the answer. */
const MAX_DRAINED_BYTES = 128 * MIB;

/**
 * EPCIS bodies reach their handlers as the bytes that came in: capture keeps them unchanged. Others are parsed. How
 * much is read depends on the route, never on what the sender says.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser([...JSON_TYPES], async (request: FastifyRequest, payload: IncomingMessage) => {
    const bytes = await readBody(request, payload);
    return isEpcis(request) ? bytes : parse(bytes);
  });
  fastify.addContentTypeParser('*', async (request: FastifyRequest) => {
    throw unsupportedMediaType(request.headers['content-type']);
  });
}

const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? '';
const isEpcis = (request: FastifyRequest): boolean => routeOf(request).startsWith('/epcis/');

function limitOf(request: FastifyRequest): number {
  if (request.routeOptions.config.isPublic === true) return MAX_OTHER_BYTES;
  if (isEpcis(request)) return MAX_CAPTURE_BYTES;
  return routeOf(request) === '/graphql' ? MAX_GRAPHQL_BYTES : MAX_OTHER_BYTES;
}

function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) throw new SealtrailError('BAD_REQUEST', 'The request has no body: send a JSON object.');
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new SealtrailError('BAD_REQUEST', 'The request body is not JSON.', {}, { cause: error });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  const found = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
  throw new SealtrailError('BAD_REQUEST', `The request body is ${found}: send one JSON object.`, { found });
}

async function readBody(request: FastifyRequest, payload: IncomingMessage): Promise<Buffer> {
  const limit = limitOf(request);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else {
      chunks.length = 0;
      if (size > MAX_DRAINED_BYTES) break;
    }
  }
  if (size > limit) throw tooLarge(request, limit);
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

function tooLarge(request: FastifyRequest, limit: number): SealtrailError {
  const most = limit >= MIB ? `${limit / MIB} MiB` : `${limit / 1024} KiB`;
  if (limit === MAX_OTHER_BYTES)
    return new SealtrailError('REQUEST_TOO_LARGE', `The body is larger than ${most}.`, { limit });
  const way = isEpcis(request) ? 'send it as several documents' : 'send it to /epcis/v2/capture or in several parts';
  return new SealtrailError('CAPTURE_TOO_LARGE', `The body is larger than ${most}: ${way}.`, { limit });
}
