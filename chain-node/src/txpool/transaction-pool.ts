import { toHex } from '@sealtrail/bytes/hex';
import { TransactionRefused } from './refused.js';
import type { SignedTransaction } from './decode-transaction.js';

export interface PoolLimits {
  readonly total: number;
  readonly perSender: number;
}

export interface AccountState {
  readonly nonce: bigint;
  readonly balance: bigint;
}

export interface PoolRules {
  /** The account as of the latest block. */
  accountOf(address: Uint8Array): AccountState;
  readonly blockGasLimit: bigint;
}

interface Entry {
  readonly transaction: SignedTransaction;
  readonly arrival: number;
}

const DEFAULT_LIMITS: PoolLimits = { total: 8_192, perSender: 1_024 };

/**
 * Transactions that wait for a block: in memory only, so a client that saw no receipt sends again after a crash.
 * Gas is free here, so order is by arrival; a transaction is executable when its sender's earlier ones are in.
 */
export class TransactionPool {
  readonly #bySender = new Map<string, Map<bigint, Entry>>();
  readonly #byHash = new Map<string, SignedTransaction>();
  readonly #rules: PoolRules;
  readonly #limits: PoolLimits;
  #arrivals = 0;

  constructor(rules: PoolRules, limits: PoolLimits = DEFAULT_LIMITS) {
    this.#rules = rules;
    this.#limits = limits;
  }

  get size(): number {
    return this.#byHash.size;
  }

  get(hash: Uint8Array): SignedTransaction | undefined {
    return this.#byHash.get(toHex(hash));
  }

  /**
   * Takes a transaction.
   * @throws TransactionRefused with the usual wording when it can never run or the pool is full
   */
  add(transaction: SignedTransaction): void {
    const { tx, sender, hash } = transaction;
    if (this.#byHash.has(toHex(hash))) throw new TransactionRefused('already known');
    const account = this.#rules.accountOf(sender);
    if (tx.nonce < account.nonce) throw new TransactionRefused('nonce too low');
    if (tx.nonce > account.nonce + BigInt(this.#limits.perSender)) throw new TransactionRefused('nonce too high');
    if (tx.gasLimit > this.#rules.blockGasLimit) throw new TransactionRefused('exceeds block gas limit');
    if (tx.gasLimit < tx.getIntrinsicGas()) throw new TransactionRefused('intrinsic gas too low');
    if (account.balance < tx.gasLimit * transaction.maxFeePerGas + tx.value) {
      throw new TransactionRefused('insufficient funds for gas * price + value');
    }
    this.#insert(transaction);
  }

  #insert(transaction: SignedTransaction): void {
    const key = toHex(transaction.sender);
    const queue = this.#bySender.get(key) ?? new Map<bigint, Entry>();
    const before = queue.get(transaction.tx.nonce);
    if (before && transaction.maxFeePerGas * 10n < before.transaction.maxFeePerGas * 11n + 1n) {
      throw new TransactionRefused('replacement transaction underpriced');
    }
    if (!before && (this.#byHash.size >= this.#limits.total || queue.size >= this.#limits.perSender)) {
      throw new TransactionRefused('txpool is full');
    }
    if (before) this.#byHash.delete(toHex(before.transaction.hash));
    queue.set(transaction.tx.nonce, { transaction, arrival: before?.arrival ?? this.#arrivals++ });
    this.#bySender.set(key, queue);
    this.#byHash.set(toHex(transaction.hash), transaction);
  }

  /** Transactions that can run now, in order of arrival with each sender's in order of nonce. */
  executable(): SignedTransaction[] {
    const ready: Entry[] = [];
    for (const queue of this.#bySender.values()) {
      const [any] = queue.values();
      let nonce = this.#rules.accountOf(any!.transaction.sender).nonce;
      let arrival = -1;
      for (let entry = queue.get(nonce); entry; entry = queue.get(++nonce)) {
        arrival = Math.max(arrival, entry.arrival);
        ready.push({ transaction: entry.transaction, arrival });
      }
    }
    return ready.sort((a, b) => a.arrival - b.arrival).map((entry) => entry.transaction);
  }

  /** The nonce after the last executable transaction of an account. */
  nextNonce(sender: Uint8Array): bigint {
    const queue = this.#bySender.get(toHex(sender));
    let { nonce } = this.#rules.accountOf(sender);
    while (queue?.has(nonce)) nonce++;
    return nonce;
  }

  /** How many can run now and how many wait for an earlier nonce. */
  status(): { pending: number; queued: number } {
    const pending = this.executable().length;
    return { pending, queued: this.#byHash.size - pending };
  }

  /** Forgets transactions that are in a block or were found invalid, and all that a new state made stale. */
  remove(transactions: readonly SignedTransaction[]): void {
    for (const { sender, tx } of transactions) this.#bySender.get(toHex(sender))?.delete(tx.nonce);
    for (const [key, queue] of this.#bySender) {
      const [any] = queue.values();
      const nonce = any ? this.#rules.accountOf(any.transaction.sender).nonce : 0n;
      for (const n of queue.keys()) if (n < nonce) queue.delete(n);
      if (queue.size === 0) this.#bySender.delete(key);
    }
    this.#byHash.clear();
    for (const queue of this.#bySender.values()) {
      for (const { transaction } of queue.values()) this.#byHash.set(toHex(transaction.hash), transaction);
    }
  }
}
