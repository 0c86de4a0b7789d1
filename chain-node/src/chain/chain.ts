import type { Common } from '@ethereumjs/common';
import { toHex0x } from '@sealtrail/bytes/hex';
import { equalBytes } from '@sealtrail/bytes/equal';
import { decodeHeader, onChainHash, type HeaderFields, type QbftHeader } from '@sealtrail/chain-client/qbft-header';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { CryptoEngine } from '../engine/crypto-engine.js';
import type { Genesis } from '../genesis/genesis.js';
import { genesisBlock } from '../genesis/genesis-block.js';
import { createStateMachine, type StateMachine } from '../state/evm.js';
import { reachableNodes } from '../state/reachable.js';
import { StateReader } from '../state/read-state.js';
import type { ChainStore } from '../store/chain-store.js';
import type { SignedTransaction } from '../txpool/decode-transaction.js';
import type { Block, ExecutedBlock } from './block.js';
import { executeTransactions, type BlockEnvironment, type Execution } from './execute-block.js';
import { headerFields } from './header-fields.js';
import { orderedTrieRoot } from './ordered-trie.js';
import { bloomOf, encodeReceipt, mergeBlooms } from './receipt.js';

export interface ChainModules {
  readonly store: ChainStore;
  readonly engine: CryptoEngine;
  readonly common: Common;
}

/** A block that has been executed but not yet agreed on: all of its header but the seals. */
export interface Candidate {
  readonly fields: HeaderFields;
  readonly execution: Execution;
}

type Listener = (block: ExecutedBlock) => void;

/** The chain of final blocks and the state at its end. Appending is one at a time; reading is free. */
export class Chain {
  readonly genesis: Genesis;
  readonly state: StateReader;
  readonly #modules: ChainModules;
  readonly #machine: StateMachine;
  readonly #listeners = new Set<Listener>();
  #head: Block;

  private constructor(genesis: Genesis, modules: ChainModules, machine: StateMachine, head: Block) {
    this.genesis = genesis;
    this.#modules = modules;
    this.#machine = machine;
    this.#head = head;
    this.state = new StateReader((key) => modules.store.node(key), modules.engine.keccak256);
  }

  /**
   * Opens the chain of this genesis, writing block 0 into a new store.
   * @throws SealtrailError CHAIN_NODE_START when the store holds another chain
   */
  static async open(genesis: Genesis, modules: ChainModules): Promise<Chain> {
    const { store, engine, common } = modules;
    const block = await genesisBlock(genesis, common, engine);
    const known = store.genesisHash();
    if (!known) store.commit(block);
    else if (!equalBytes(known, block.hash)) {
      throw new SealtrailError(
        'CHAIN_NODE_START',
        `The data directory belongs to another chain (genesis ${toHex0x(known)}, not ${toHex0x(block.hash)}): use its genesis file or another --datadir.`,
        {},
      );
    }
    const head = readBlock(store, engine, store.headNumber()!)!;
    let chain: Chain | undefined;
    const blockHash = (number: bigint): Uint8Array => chain?.block(number)?.hash ?? new Uint8Array(32);
    const machine = await createStateMachine(common, (key) => store.node(key), head.header.stateRoot, blockHash);
    return (chain = new Chain(genesis, modules, machine, head));
  }

  get head(): Block {
    return this.#head;
  }

  get store(): ChainStore {
    return this.#modules.store;
  }

  get engine(): CryptoEngine {
    return this.#modules.engine;
  }

  get common(): Common {
    return this.#modules.common;
  }

  /** Validators of the block after this one. There is no voting yet: the set of the genesis stays. */
  validatorsAfter(header: QbftHeader): readonly Uint8Array[] {
    return header.extra.validators;
  }

  block(number: bigint): Block | undefined {
    if (number === this.#head.header.number) return this.#head;
    return number >= 0n && number < this.#head.header.number ? readBlock(this.store, this.engine, number) : undefined;
  }

  blockByHash(hash: Uint8Array): Block | undefined {
    const number = this.store.numberByHash(hash);
    return number === undefined ? undefined : this.block(number);
  }

  /** Called after each block is on disk; answers how to stop it. */
  onBlock(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A state machine of its own at the state of a block, for calls that leave no trace. */
  machineAt(header: QbftHeader): Promise<StateMachine> {
    return createStateMachine(
      this.common.copy(),
      (key) => this.store.node(key),
      header.stateRoot,
      (number) => this.block(number)?.hash ?? new Uint8Array(32),
    );
  }

  /** The surroundings of the block after the head. */
  nextEnvironment(coinbase: Uint8Array, timestamp: bigint): BlockEnvironment {
    const { header, hash } = this.#head;
    return { number: header.number + 1n, parentHash: hash, coinbase, timestamp, gasLimit: header.gasLimit };
  }

  /** Runs transactions on top of the head. Follow with `append` or `discard`. */
  async execute(
    environment: BlockEnvironment,
    transactions: readonly SignedTransaction[],
    mayContinue?: () => boolean,
  ): Promise<Candidate> {
    const { keccak256 } = this.engine;
    const execution = await executeTransactions(this.#machine, environment, transactions, mayContinue);
    const blooms = execution.receipts.map((receipt) => bloomOf(receipt.logs, keccak256));
    const fields = headerFields(this.genesis.fork, environment, {
      stateRoot: execution.stateRoot,
      gasUsed: execution.gasUsed,
      logsBloom: mergeBlooms(blooms),
      transactionsRoot: orderedTrieRoot(
        execution.included.map(({ raw }) => raw),
        keccak256,
      ),
      receiptsRoot: orderedTrieRoot(
        execution.receipts.map((receipt, i) => encodeReceipt(receipt, blooms[i]!)),
        keccak256,
      ),
    });
    return { fields, execution };
  }

  /** Writes an executed block under its sealed header and makes it the head. */
  append(header: QbftHeader, { execution }: Candidate): ExecutedBlock {
    const block: ExecutedBlock = {
      header,
      hash: onChainHash(header, this.engine.keccak256),
      transactions: execution.included.map(({ raw }) => raw),
      transactionHashes: execution.included.map(({ hash }) => hash),
      receipts: execution.receipts,
      nodes: reachableNodes(execution.stateRoot, this.#machine.overlay.written),
    };
    this.store.commit(block);
    this.#machine.overlay.written.clear();
    this.#head = { header: block.header, hash: block.hash, transactions: block.transactions };
    for (const listener of this.#listeners) listener(block);
    return block;
  }

  /** Takes back what `execute` did. */
  async discard(): Promise<void> {
    this.#machine.overlay.written.clear();
    await this.#machine.state.setStateRoot(this.#head.header.stateRoot);
    this.#machine.overlay.written.clear();
  }
}

function readBlock(store: ChainStore, engine: CryptoEngine, number: bigint): Block | undefined {
  const raw = store.header(number);
  const transactions = store.body(number);
  if (!raw || !transactions) return undefined;
  const header = decodeHeader(raw);
  return { header, hash: onChainHash(header, engine.keccak256), transactions };
}
