import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ExecutedBlock } from '../chain/block.js';
import type { SignedTransaction } from '../txpool/decode-transaction.js';
import { answer } from './dispatch.js';
import type { RpcContext } from './rpc-context.js';
import { Subscriptions } from './subscriptions.js';

/** Bytes of one request, on either transport. */
export const MAX_BODY = 5 * 1024 * 1024;
/** Bytes that may wait for a slow subscriber before it is cut off. */
const MAX_BACKLOG = 16 * 1024 * 1024;

/** JSON-RPC over HTTP and WebSocket on one port. */
export class RpcServer {
  readonly #context: RpcContext;
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  readonly #connections = new Map<WebSocket, Subscriptions>();

  constructor(context: RpcContext) {
    this.#context = context;
    this.#http = createServer((request, response) => {
      // A client that leaves in the middle of its request is nobody's bug.
      this.#onRequest(request, response).catch(() => response.destroy());
    });
    // Longer than clients keep idle connections, so that they close them and never send into one that we just closed.
    this.#http.keepAliveTimeout = 65_000;
    this.#sockets = new WebSocketServer({
      server: this.#http,
      maxPayload: MAX_BODY,
      verifyClient: ({ req }: { req: IncomingMessage }) => isOwnOrigin(req),
    });
    this.#sockets.on('connection', (socket) => this.#onConnection(socket));
    // Errors of the shared HTTP server are reported by listen().
    this.#sockets.on('error', () => {});
  }

  /** Starts listening; port 0 picks a free one. Answers the port. */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', (cause: NodeJS.ErrnoException) => reject(listenError(cause, port, host)));
      this.#http.listen(port, host, resolve);
    });
    const address = this.#http.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  noteBlock(block: ExecutedBlock): void {
    for (const subscriptions of this.#connections.values()) subscriptions.noteBlock(block);
  }

  notePending(transaction: SignedTransaction): void {
    for (const subscriptions of this.#connections.values()) subscriptions.notePending(transaction);
  }

  async close(): Promise<void> {
    for (const socket of this.#connections.keys()) socket.terminate();
    this.#sockets.close();
    if (!this.#http.listening) return;
    await new Promise<void>((resolve) => {
      this.#http.close(() => resolve());
      this.#http.closeAllConnections();
    });
  }

  async #onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = (status: number, body: unknown): void => {
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(body === undefined ? undefined : JSON.stringify(body));
    };
    const refuse = (status: number, message: string): void =>
      reply(status, { jsonrpc: '2.0', id: null, error: { code: -32600, message } });
    if (request.method !== 'POST') return refuse(405, 'send JSON-RPC requests with POST');
    // A web page of another origin can post text or forms without asking, but not this content type.
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
      return refuse(415, 'the content type must be application/json');
    const body = await readBody(request);
    if (body === undefined) {
      response.setHeader('connection', 'close');
      return refuse(413, `the request is larger than ${MAX_BODY} bytes`);
    }
    const result = await answer(this.#context, body);
    reply(result === undefined ? 204 : 200, result);
  }

  #onConnection(socket: WebSocket): void {
    const send = (message: object): void => {
      if (socket.bufferedAmount > MAX_BACKLOG) socket.terminate();
      else socket.send(JSON.stringify(message));
    };
    const subscriptions = new Subscriptions(this.#context.chain, send);
    this.#connections.set(socket, subscriptions);
    // One after the other, so that answers keep the order of requests and a flood waits for itself.
    let queue = Promise.resolve();
    socket.on('message', (data) => {
      queue = queue.then(async () => {
        const result = await answer(this.#context, data.toString(), subscriptions.methods);
        if (result) send(result);
      });
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#connections.delete(socket));
  }
}

/** Browsers name the page that connects; only pages of this machine may. Other clients send no Origin. */
function isOwnOrigin(request: IncomingMessage): boolean {
  const { origin } = request.headers;
  return origin === undefined || /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin);
}

/** The body as text, or undefined when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function listenError(cause: NodeJS.ErrnoException, port: number, host: string): SealtrailError {
  const why =
    cause.code === 'EADDRINUSE'
      ? `Port ${port} on ${host} is taken by another program: stop it or choose another with --rpc-port.`
      : `Cannot listen on ${host}:${port} (${cause.code ?? cause.message}): choose another --rpc-host or --rpc-port.`;
  return new SealtrailError('CHAIN_NODE_START', why, { port, host }, { cause });
}
