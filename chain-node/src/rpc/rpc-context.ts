import type { Chain } from '../chain/chain.js';
import type { Producer } from '../chain/producer.js';
import type { SignedTransaction } from '../txpool/decode-transaction.js';
import type { TransactionPool } from '../txpool/transaction-pool.js';
import type { Filters } from './filters.js';

/** What methods work on. */
export interface RpcContext {
  readonly chain: Chain;
  readonly pool: TransactionPool;
  readonly producer: Producer;
  readonly filters: Filters;
  readonly clientVersion: string;
  /** Tells listeners (subscriptions, filters) of a transaction that entered the pool. */
  announce(transaction: SignedTransaction): void;
}

export type RpcMethod = (context: RpcContext, params: readonly unknown[]) => unknown;
export type RpcMethods = Readonly<Record<string, RpcMethod>>;
