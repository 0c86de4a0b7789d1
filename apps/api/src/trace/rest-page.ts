import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageRequest } from './trace-reader.js';

const DEFAULT_PAGE = 30;
const MAX_PAGE = 1_000;

/** `perPage` and `nextPageToken` (EPCIS 2.0 §12). Anything else is refused: a filter that is ignored misses data silently. */
export function restPage(query: Readonly<Record<string, unknown>>): PageRequest {
  for (const name of Object.keys(query)) {
    if (name !== 'perPage' && name !== 'nextPageToken') {
      throw new SealtrailError(
        'QUERY_PARAMETER',
        `The query parameter ${JSON.stringify(name)} is not supported here.`,
        { parameter: name },
      );
    }
  }
  const { perPage, nextPageToken } = query;
  const first = perPage === undefined ? DEFAULT_PAGE : Number(perPage);
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw new SealtrailError('QUERY_PARAMETER', `perPage is a number from 1 to ${MAX_PAGE}.`, { parameter: 'perPage' });
  }
  return { first, after: typeof nextPageToken === 'string' ? nextPageToken : undefined };
}

/** `Link` to the next page, when there is one. */
export function linkNextPage(
  request: FastifyRequest,
  reply: FastifyReply,
  first: number,
  endCursor: string | undefined,
  hasNextPage: boolean,
): void {
  if (!hasNextPage || endCursor === undefined) return;
  const path = request.url.split('?')[0] ?? '';
  reply.header('Link', `<${path}?perPage=${first}&nextPageToken=${encodeURIComponent(endCursor)}>; rel="next"`);
}
