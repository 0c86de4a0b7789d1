import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticateRequest, type Authenticate } from '../context/current-request.js';

/**
 * Checks the token before a byte of the body is read: a sender without a good one is answered at once and costs no
 * memory. The guard behind it stays the door of each handler; this one only stands further out.
 */
export function authenticateFirst(fastify: FastifyInstance, authenticate: Authenticate): void {
  fastify.addHook('onRequest', async (request: FastifyRequest) => {
    if (request.is404) throw new SealtrailError('NOT_FOUND', 'Nothing is found under this address.');
    if (request.routeOptions.config.isPublic === true) return;
    // Over a WebSocket the token comes with `connection_init`, and each operation is checked by itself.
    if (isUpgrade(request)) return;
    await authenticateRequest(request, authenticate);
  });
}

/** Node takes it for an upgrade on the same two headers. It is a GET, so there is no body to be read. */
function isUpgrade({ method, headers, routeOptions }: FastifyRequest): boolean {
  const { upgrade, connection } = headers;
  return (
    method === 'GET' &&
    routeOptions.url === '/graphql' &&
    /^websocket$/i.test(upgrade ?? '') &&
    /upgrade/i.test(connection ?? '')
  );
}
