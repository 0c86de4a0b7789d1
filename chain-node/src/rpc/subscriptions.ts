import { randomBytes } from 'node:crypto';
import { toHex0x } from '@sealtrail/bytes/hex';
import type { ExecutedBlock } from '../chain/block.js';
import type { Chain } from '../chain/chain.js';
import type { LogCondition } from '../store/log-index.js';
import { formatHeader, formatTransaction } from './format.js';
import { logCondition, logsOfBlock } from './find-logs.js';
import { invalidParams, RPC, RpcError } from './rpc-error.js';
import type { SignedTransaction } from '../txpool/decode-transaction.js';

type Topic =
  | { readonly kind: 'newHeads' }
  | { readonly kind: 'logs'; readonly condition: LogCondition }
  | { readonly kind: 'pending'; readonly isFull: boolean };

const MAX_PER_CONNECTION = 100;

/** The subscriptions of one WebSocket connection (`eth_subscribe`). */
export class Subscriptions {
  readonly #topics = new Map<string, Topic>();
  readonly #chain: Chain;
  readonly #send: (message: object) => void;

  constructor(chain: Chain, send: (message: object) => void) {
    this.#chain = chain;
    this.#send = send;
  }

  /** The methods this connection offers beside the common ones. */
  readonly methods = {
    eth_subscribe: ([kind, options]: readonly unknown[]): string => {
      if (this.#topics.size >= MAX_PER_CONNECTION)
        throw new RpcError(RPC.limit, `at most ${MAX_PER_CONNECTION} subscriptions per connection`);
      const id = toHex0x(randomBytes(16));
      this.#topics.set(id, topicOf(kind, options));
      return id;
    },
    eth_unsubscribe: ([id]: readonly unknown[]): boolean => {
      if (!this.#topics.delete(String(id))) throw new RpcError(RPC.server, 'subscription not found');
      return true;
    },
  };

  noteBlock(block: ExecutedBlock): void {
    for (const [id, topic] of this.#topics) {
      if (topic.kind === 'newHeads') this.#notify(id, formatHeader(block));
      if (topic.kind === 'logs')
        for (const log of logsOfBlock(this.#chain, block, topic.condition)) this.#notify(id, log);
    }
  }

  notePending(transaction: SignedTransaction): void {
    for (const [id, topic] of this.#topics) {
      if (topic.kind === 'pending')
        this.#notify(id, topic.isFull ? formatTransaction(transaction) : toHex0x(transaction.hash));
    }
  }

  #notify(subscription: string, result: unknown): void {
    this.#send({ jsonrpc: '2.0', method: 'eth_subscription', params: { subscription, result } });
  }
}

function topicOf(kind: unknown, options: unknown): Topic {
  if (kind === 'newHeads') return { kind };
  if (kind === 'logs') return { kind, condition: logCondition(options ?? {}) };
  if (kind === 'newPendingTransactions') return { kind: 'pending', isFull: options === true };
  throw invalidParams(`no "${String(kind)}" subscription in eth namespace`);
}
