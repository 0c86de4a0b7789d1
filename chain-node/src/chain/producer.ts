import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { equalBytes } from '@sealtrail/bytes/equal';
import { toHex0x } from '@sealtrail/bytes/hex';
import { proposerOf } from '../consensus/qbft/proposer.js';
import { commitSeal, sealHeader } from '../consensus/qbft/seal-header.js';
import { nextTimestamp } from '../consensus/qbft/timestamp.js';
import type { TransactionPool } from '../txpool/transaction-pool.js';
import type { Chain } from './chain.js';

export interface ProducerOptions {
  readonly privateKey: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * A block is made this many milliseconds after the last transaction came in, and at most twice as long after the first.
   * Not zero by default: ethers remembers nonces, and also that a receipt was not there, for 250 ms, and then waits for a block.
   * On a chain that makes no empty blocks a faster one would leave such a client with a used nonce, or waiting for ever.
   */
  readonly gatherMs?: number;
  /** Time after which a block takes no further transaction, in milliseconds. */
  readonly maxBuildMs?: number;
  /** Called when building fails: the store refused a write, so the node must stop rather than pretend. */
  readonly onFatal: (error: unknown) => void;
}

const DEFAULT_GATHER_MS = 400;
/** Waiting transactions that are company enough: a block of these begins at once. */
const FULL_HOUSE = 500;

/**
 * Makes a block as soon as there is something to put in it, and none otherwise.
 * With one validator the QBFT round is over as soon as it begins: propose, seal, done.
 */
export class Producer {
  readonly #chain: Chain;
  readonly #pool: TransactionPool;
  readonly #options: ProducerOptions;
  readonly #address: Uint8Array;
  #running: Promise<void> = Promise.resolve();
  #waitingSince: number | undefined;
  #isUrgent = false;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** @throws SealtrailError CHAIN_NODE_START when the key is not that of the chain's single validator */
  constructor(chain: Chain, pool: TransactionPool, options: ProducerOptions) {
    this.#chain = chain;
    this.#pool = pool;
    this.#options = options;
    this.#address = chain.engine.addressOf(options.privateKey);
    const { validators } = chain.head.header.extra;
    if (validators.length !== 1 || !equalBytes(validators[0]!, this.#address)) {
      throw new SealtrailError(
        'CHAIN_NODE_START',
        validators.length === 1
          ? `The validator key is that of ${toHex0x(this.#address)}, but the genesis names ${toHex0x(validators[0]!)}: put the matching validator.key into the data directory.`
          : `The genesis names ${validators.length} validators: this version runs chains of one.`,
        {},
      );
    }
  }

  /** Says that a transaction came in; what arrives until the block begins goes in with the rest. */
  wake(): void {
    if (this.#isStopped || this.#isUrgent) return;
    this.#isUrgent = this.#pool.size >= FULL_HOUSE;
    const gather = this.#options.gatherMs ?? DEFAULT_GATHER_MS;
    const now = performance.now();
    this.#waitingSince ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#waitingSince = undefined;
        this.#isUrgent = false;
        // One block at a time: the state machine is shared.
        this.#running = this.#running.then(() => this.#run());
      },
      this.#isUrgent ? 0 : Math.max(0, Math.min(gather, this.#waitingSince + 2 * gather - now)),
    );
  }

  async #run(): Promise<void> {
    try {
      // A block that was cut short leaves a backlog: that one has waited long enough.
      while (!this.#isStopped && (await this.#produce()));
    } catch (error) {
      this.#isStopped = true;
      this.#options.onFatal(error);
    }
  }

  /** Makes a block of what is executable; true when some of it had to stay behind. */
  async #produce(): Promise<boolean> {
    const { now, maxBuildMs = 500, privateKey } = this.#options;
    const chain = this.#chain;
    const { header: parent } = chain.head;
    const transactions = this.#pool.executable();
    if (transactions.length === 0) return false;
    const validators = chain.validatorsAfter(parent);
    const coinbase = proposerOf(validators, parent.number === 0n ? undefined : parent.coinbase, 0);
    const deadline = performance.now() + maxBuildMs;
    const environment = chain.nextEnvironment(coinbase, nextTimestamp(parent.timestamp, now()));
    const candidate = await chain.execute(environment, transactions, () => performance.now() < deadline);
    const { included, refused } = candidate.execution;
    if (included.length === 0) {
      await chain.discard();
    } else {
      const extra = { vanity: new Uint8Array(32), validators, round: 0, seals: [] };
      const seal = commitSeal(candidate.fields, extra, privateKey, chain.engine);
      chain.append(sealHeader(candidate.fields, extra, [seal]), candidate);
    }
    this.#pool.remove([...included, ...refused.map(({ transaction }) => transaction)]);
    return included.length + refused.length < transactions.length;
  }

  /** Finishes the block under way and makes no more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }
}
