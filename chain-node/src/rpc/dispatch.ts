import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { TransactionRefused } from '../txpool/refused.js';
import { chainMethods } from './methods/chain-methods.js';
import { logMethods } from './methods/log-methods.js';
import { stateMethods } from './methods/state-methods.js';
import { transactionMethods } from './methods/transaction-methods.js';
import type { RpcContext, RpcMethods } from './rpc-context.js';
import { RPC, RpcError } from './rpc-error.js';

/** Methods that every transport offers. */
const METHODS: RpcMethods = Object.freeze({ ...chainMethods, ...stateMethods, ...transactionMethods, ...logMethods });

/** Requests in one batch. */
export const MAX_BATCH = 1_000;

export interface RpcAnswer {
  readonly jsonrpc: '2.0';
  readonly id: string | number | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

type Id = RpcAnswer['id'];

const failed = (id: Id, code: number, message: string, data?: unknown): RpcAnswer => ({
  jsonrpc: '2.0',
  id,
  error: { code, message, ...(data !== undefined && { data }) },
});

function failedBy(id: Id, error: unknown): RpcAnswer {
  if (error instanceof RpcError) return failed(id, error.code, error.message, error.data);
  if (error instanceof TransactionRefused || isSealtrailError(error)) return failed(id, RPC.server, error.message);
  // A bug: its text may hold anything, so it goes to our log and not to the client.
  console.error(error);
  return failed(id, RPC.internal, 'internal error');
}

/** One more place to look for methods: those that belong to a connection, such as subscriptions. */
export type ExtraMethods = Readonly<Record<string, (params: readonly unknown[]) => unknown>>;

async function answerOne(context: RpcContext, request: unknown, extra: ExtraMethods): Promise<RpcAnswer | undefined> {
  if (typeof request !== 'object' || request === null || Array.isArray(request))
    return failed(null, RPC.invalidRequest, 'invalid request');
  const { jsonrpc, id, method, params = [] } = request as Record<string, unknown>;
  const isNotification = id === undefined;
  const knownId: Id = typeof id === 'string' || typeof id === 'number' ? id : null;
  if (jsonrpc !== '2.0' || typeof method !== 'string') return failed(knownId, RPC.invalidRequest, 'invalid request');
  if (!Array.isArray(params)) return failed(knownId, RPC.invalidParams, 'params expected a list');
  try {
    const result = await run(context, method, params, extra);
    return isNotification ? undefined : { jsonrpc: '2.0', id: knownId, result };
  } catch (error) {
    return isNotification ? undefined : failedBy(knownId, error);
  }
}

function run(context: RpcContext, method: string, params: readonly unknown[], extra: ExtraMethods): unknown {
  if (Object.hasOwn(extra, method)) return extra[method]!(params);
  if (Object.hasOwn(METHODS, method)) return METHODS[method]!(context, params);
  throw new RpcError(RPC.methodNotFound, `the method ${method} does not exist/is not available`);
}

/** Answers a request body, single or batch; undefined when it holds notifications only. */
export async function answer(
  context: RpcContext,
  body: string,
  extra: ExtraMethods = {},
): Promise<RpcAnswer | RpcAnswer[] | undefined> {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch {
    return failed(null, RPC.parse, 'parse error');
  }
  if (!Array.isArray(request)) return answerOne(context, request, extra);
  if (request.length === 0) return failed(null, RPC.invalidRequest, 'empty batch');
  if (request.length > MAX_BATCH) return failed(null, RPC.limit, `batch too large: at most ${MAX_BATCH} requests`);
  const answers: RpcAnswer[] = [];
  for (const one of request) {
    const result = await answerOne(context, one, extra);
    if (result) answers.push(result);
  }
  return answers.length ? answers : undefined;
}
