/** Codes of JSON-RPC 2.0 and those that Ethereum clients have agreed on (EIP-1474, and 3 for a revert). */
export const RPC = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  server: -32000,
  limit: -32005,
  reverted: 3,
} as const;

/** An error that a client is meant to see. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  readonly data?: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export const invalidParams = (message: string): RpcError => new RpcError(RPC.invalidParams, message);
