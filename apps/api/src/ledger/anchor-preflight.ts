import { ANCHOR_LOG_BYTECODE } from '@sealtrail/chain-client/anchor-log';
import { toHex0x } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { readRoot } from '@sealtrail/merkle/consistency-proof';
import type { ChainHead } from './anchor-chain.js';
import { type AnchorModules, type OpenedChain, poll } from './anchor-modules.js';
import type { FinalAnchor } from './anchor.repository.js';
import { sendTransaction } from './anchor-transaction.js';
import { contractUnusable, diverged, rolledBack, wrongChain } from './chain-errors.js';
import { tileNodeReader } from './tile-node-reader.js';
import { readTree } from './tree.repository.js';

/**
 * Which chain answers, and whether it still is the one this log is anchored on.
 * @throws SealtrailError LEDGER_CHAIN_WRONG, LEDGER_CHAIN_ROLLED_BACK, LEDGER_KEY_MISMATCH
 */
export async function identifyChain(
  { chain, settings }: AnchorModules,
  last: FinalAnchor | undefined,
): Promise<OpenedChain> {
  const [chainId, genesis] = await Promise.all([chain.chainId(), chain.block(0n)]);
  if (!genesis) throw wrongChain('The chain has no genesis block.');
  if (last) {
    if (last.publisher !== settings.publisher || last.contract !== settings.contract) {
      throw new SealtrailError(
        'LEDGER_KEY_MISMATCH',
        `This log is anchored by ${last.publisher}, but the publisher key on disk is that of ${settings.publisher}: restore the key file.`,
      );
    }
    if (last.chainId !== chainId || last.proof.genesisHash !== genesis.hash) {
      throw wrongChain(
        `This log is anchored on chain ${last.chainId} with genesis ${last.proof.genesisHash}, but chain ${chainId} with genesis ${genesis.hash} answers: check CHAIN_RPC_URL.`,
      );
    }
    const block = await chain.block(last.blockNumber);
    if (block?.hash !== last.blockHash) {
      throw rolledBack(
        `The chain no longer has block ${last.blockNumber} (${last.blockHash}), which holds our anchor over ${last.size} leaves: restore the chain.`,
      );
    }
  }
  return { chainId, genesisHash: genesis.hash };
}

/**
 * Makes sure that the contract is at its derived address; deploys it on a chain that has never seen this publisher.
 * Answers false when its transaction waits for a block.
 * @throws SealtrailError LEDGER_CHAIN_ROLLED_BACK, LEDGER_CONTRACT_UNUSABLE, LEDGER_CHAIN_REFUSED
 */
export async function ensureContract(
  modules: AnchorModules,
  opened: OpenedChain,
  last: FinalAnchor | undefined,
): Promise<boolean> {
  const { chain, settings } = modules;
  const code = await chain.code(settings.contract);
  if (code !== '0x') {
    if (!ANCHOR_LOG_BYTECODE.includes(code.slice(2)))
      throw contractUnusable(`Other code than AnchorLog lies at ${settings.contract}.`);
    return true;
  }
  if (last) throw rolledBack(`The anchor contract ${settings.contract} is gone from the chain: restore the chain.`);
  const nonce = await chain.nonce(settings.publisher);
  if (nonce > 0) {
    throw contractUnusable(
      `The publisher key was used for something else on chain ${opened.chainId} before: anchoring needs a key of its own.`,
    );
  }
  await sendTransaction(modules, opened, { nonce, to: undefined, data: ANCHOR_LOG_BYTECODE });
  const deployed = await poll(modules, async () => ((await chain.code(settings.contract)) === '0x' ? undefined : true));
  return deployed === true;
}

/**
 * The head of our log on the chain, which must be in our tree and no older than our last anchor.
 * @throws SealtrailError LEDGER_CHAIN_ROLLED_BACK, LEDGER_CHAIN_DIVERGED
 */
export async function readChainHead(
  { chain, settings, pool, suite }: AnchorModules,
  last: FinalAnchor | undefined,
): Promise<ChainHead> {
  const head = await chain.head(settings.contract, settings.publisher, settings.originHash);
  if (last && head.size < last.size) {
    throw rolledBack(
      `The chain holds ${head.size} leaves of this log, but ${last.size} were anchored for good: restore the chain.`,
    );
  }
  if (head.size === 0n) return head;
  const tree = await readTree(pool);
  if (!tree || tree.size < head.size) {
    throw diverged(
      `The chain holds ${head.size} leaves of this log, the database only ${tree?.size ?? 0}: it was restored from an older copy.`,
    );
  }
  const root = toHex0x(await readRoot(suite.sha256, tileNodeReader(pool, suite.sha256), head.size));
  if (root !== head.root)
    throw diverged(
      `The chain holds another root over ${head.size} leaves (${head.root}) than our tree (${root}): run fsck.`,
    );
  return head;
}
