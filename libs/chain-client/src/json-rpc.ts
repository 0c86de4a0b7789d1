import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

export interface JsonRpcOptions {
  readonly url: string;
  /** Milliseconds until a request counts as unanswered. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof globalThis.fetch;
}

interface JsonRpcAnswer {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** A small JSON-RPC 2.0 client over HTTP: one method, two errors. */
export class JsonRpcClient {
  readonly #options: JsonRpcOptions;
  #nextId = 1;

  constructor(options: JsonRpcOptions) {
    this.#options = options;
  }

  /**
   * Calls a method and answers its `result`, unchecked.
   * @throws SealtrailError CHAIN_UNREACHABLE when nothing sensible comes back (safe to try again),
   *   CHAIN_RPC_ERROR when the node refuses; `data` then holds `rpcCode`, `rpcMessage` and `rpcData`.
   */
  async call(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const answer = await this.#post({ jsonrpc: '2.0', id: this.#nextId++, method, params }, method);
    if (answer.error) {
      throw new SealtrailError('CHAIN_RPC_ERROR', `The chain refused ${method}: ${answer.error.message}.`, {
        method,
        rpcCode: answer.error.code,
        rpcMessage: answer.error.message,
        rpcData: answer.error.data,
      });
    }
    return answer.result;
  }

  async #post(body: object, method: string): Promise<JsonRpcAnswer> {
    const { url, timeoutMs = 10_000, fetch = globalThis.fetch } = this.#options;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer: unknown = await response.json();
      if (!isAnswer(answer)) throw new Error(`HTTP ${response.status} without a JSON-RPC answer`);
      return answer;
    } catch (cause) {
      throw new SealtrailError(
        'CHAIN_UNREACHABLE',
        `The chain at ${url} did not answer ${method}.`,
        { method, url },
        { cause },
      );
    }
  }
}

function isAnswer(value: unknown): value is JsonRpcAnswer {
  if (typeof value !== 'object' || value === null) return false;
  return 'result' in value || ('error' in value && typeof value.error === 'object' && value.error !== null);
}
