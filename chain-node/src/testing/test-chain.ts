import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initChain } from '../cli/init.js';
import { startNode, type NodeOptions, type RunningNode } from '../node.js';

export interface TestChain {
  readonly directory: string;
  readonly genesisFile: string;
  readonly dataDirectory: string;
  /** Starts a node of this chain on a free port. */
  start(options?: Partial<NodeOptions>): Promise<RunningNode>;
  remove(): void;
}

/** A new chain in a temporary directory. */
export async function createTestChain(): Promise<TestChain> {
  const directory = mkdtempSync(join(tmpdir(), 'sealtrail-chain-'));
  const genesisFile = join(directory, 'genesis.json');
  const dataDirectory = join(directory, 'data');
  await initChain({ datadir: dataDirectory, out: genesisFile, chainId: 4711, timestamp: 1_700_000_000 });
  return {
    directory,
    genesisFile,
    dataDirectory,
    start: (options) =>
      startNode({
        genesisFile,
        dataDirectory,
        rpcHost: '127.0.0.1',
        rpcPort: 0,
        now: Date.now,
        onFatal: (error) => {
          throw error;
        },
        ...options,
      }),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
