import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';

/** Largest EPCIS document taken. */
export const MAX_CAPTURE_BYTES = 32 * 1024 * 1024;
/** A document inside a GraphQL request is escaped JSON text: quotes and line breaks take two bytes. */
const MAX_GRAPHQL_BYTES = MAX_CAPTURE_BYTES + MAX_CAPTURE_BYTES / 2;
/** What is read and thrown away of a body that is too large, so that the sender gets to read the answer. */
const MAX_DRAINED_BYTES = 128 * 1024 * 1024;

/**
 * EPCIS bodies reach their handlers as the bytes that came in: capture keeps them unchanged. GraphQL bodies are
 * parsed. Any other media type is a 415 by Fastify.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    ['application/json', 'application/ld+json'],
    async (request: FastifyRequest, payload: IncomingMessage) => {
      const raw = request.url.startsWith('/epcis/');
      const bytes = await readBody(payload, raw ? MAX_CAPTURE_BYTES : MAX_GRAPHQL_BYTES);
      if (raw) return bytes;
      try {
        return JSON.parse(bytes.toString('utf8')) as unknown;
      } catch (error) {
        throw new SealtrailError('BAD_REQUEST', 'The request body is not JSON.', {}, { cause: error });
      }
    },
  );
}

async function readBody(payload: IncomingMessage, limit: number): Promise<Buffer> {
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
  if (size > limit) {
    throw new SealtrailError(
      'CAPTURE_TOO_LARGE',
      `The body is larger than ${limit / 1024 / 1024} MiB: send it as several documents.`,
      { limit },
    );
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}
