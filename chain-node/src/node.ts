import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { Chain } from './chain/chain.js';
import { importChain } from './chain/import-chain.js';
import { Producer } from './chain/producer.js';
import { createChainCommon } from './engine/chain-common.js';
import { createNativeEngine } from './engine/native-engine.js';
import { parseGenesis } from './genesis/genesis.js';
import { Filters } from './rpc/filters.js';
import { RpcServer } from './rpc/server.js';
import { ChainStore } from './store/chain-store.js';
import { lockDataDirectory } from './store/data-directory.js';
import { readValidatorKey } from './store/validator-key.js';
import { TransactionPool } from './txpool/transaction-pool.js';

export interface NodeOptions {
  readonly genesisFile: string;
  readonly dataDirectory: string;
  readonly rpcHost: string;
  /** 0 picks a free port. */
  readonly rpcPort: number;
  /** Blocks to append before anything else. */
  readonly importFile?: string;
  /** See ProducerOptions. */
  readonly gatherMs?: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onFatal: (error: unknown) => void;
}

export interface RunningNode {
  readonly chain: Chain;
  readonly rpcPort: number;
  close(): Promise<void>;
}

const CLIENT_VERSION = `sealtrail/v0.1.0/${process.platform}-${process.arch}/node${process.versions.node}`;

function readInput(path: string, what: string, option: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new SealtrailError(
      'CHAIN_NODE_START',
      `The ${what} ${path} cannot be read (${code}): give its path with ${option}.`,
      {},
      { cause },
    );
  }
}

/**
 * Wires a node and starts it: the one place where store, chain, pool and RPC meet.
 * @throws SealtrailError CHAIN_NODE_START with the cause and the way out
 */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const genesis = parseGenesis(readInput(options.genesisFile, 'genesis file', '--genesis').toString('utf8'));
  const engine = await createNativeEngine();
  const unlock = lockDataDirectory(options.dataDirectory);
  const undo: (() => unknown)[] = [unlock];
  try {
    const privateKey = readValidatorKey(options.dataDirectory, engine);
    const common = createChainCommon(genesis.chainId, genesis.fork, engine);
    const store = openStore(join(options.dataDirectory, 'chain'));
    undo.unshift(() => store.close());
    const chain = await Chain.open(genesis, { store, engine, common });
    if (options.importFile)
      await importChain(chain, readInput(options.importFile, 'file of blocks', '--import'), options.now());
    const pool = new TransactionPool({
      accountOf: (address) =>
        chain.state.account(chain.head.header.stateRoot, address).account ?? { nonce: 0n, balance: 0n },
      blockGasLimit: genesis.gasLimit,
    });
    const producer = new Producer(chain, pool, {
      privateKey,
      now: options.now,
      gatherMs: options.gatherMs,
      onFatal: options.onFatal,
    });
    undo.unshift(() => producer.stop());
    const filters = new Filters(chain, options.now);
    const server: RpcServer = new RpcServer({
      chain,
      pool,
      producer,
      filters,
      clientVersion: CLIENT_VERSION,
      announce: (transaction) => {
        filters.notePending(transaction.hash);
        server.notePending(transaction);
      },
    });
    chain.onBlock((block) => server.noteBlock(block));
    const rpcPort = await server.listen(options.rpcPort, options.rpcHost);
    undo.unshift(() => server.close());
    return { chain, rpcPort, close: () => runAll(undo) };
  } catch (error) {
    await runAll(undo);
    throw error;
  }
}

async function runAll(steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) await step();
}

function openStore(path: string): ChainStore {
  try {
    return new ChainStore(path);
  } catch (cause) {
    throw new SealtrailError(
      'CHAIN_NODE_START',
      `The chain data at ${path} cannot be opened (${(cause as Error).message}): check its owner and free space.`,
      {},
      { cause },
    );
  }
}
