import { fromHex0x } from '@sealtrail/bytes/hex';
import { verifyHeadProof } from '@sealtrail/chain-client/head-proof';
import { decodeHeader } from '@sealtrail/chain-client/qbft-header';
import { isSealtrailError, SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { readRoot } from '@sealtrail/merkle/consistency-proof';
import { type AnchorModules, type OpenedChain, poll } from './anchor-modules.js';
import { type SentAnchor, type StoredAnchorProof, storeFinalAnchor } from './anchor.repository.js';
import { notifyHeads } from './checkpoint.repository.js';
import { tileNodeReader } from './tile-node-reader.js';
import { inTransaction } from './transaction.js';

/**
 * Waits until the block of an anchor is final, gathers header and proofs, checks them as an offline verifier would, and keeps
 * them. Answers false when the block is not final yet.
 * @throws SealtrailError LEDGER_FINALITY_UNPROVEN when the gathered proof does not hold
 */
export async function finalizeAnchor(
  modules: AnchorModules,
  opened: OpenedChain,
  anchor: SentAnchor,
  block: { number: bigint; hash: string },
): Promise<boolean> {
  const isFinal = await poll(modules, async () => ((await finalNumber(modules)) >= block.number ? true : undefined));
  if (!isFinal) return false;
  const proof = await gatherProof(modules, opened, anchor, block);
  await inTransaction(modules.pool, async (client) => {
    await storeFinalAnchor(client, {
      ...anchor,
      blockNumber: block.number,
      blockHash: block.hash,
      proof,
      finalAt: modules.now(),
    });
    await notifyHeads(client);
  });
  return true;
}

/** The last final block; networks without the tag are taken at their latest word. */
async function finalNumber({ chain }: AnchorModules): Promise<bigint> {
  try {
    return (await chain.block('finalized'))?.number ?? -1n;
  } catch (error) {
    if (!isSealtrailError(error) || error.code !== 'CHAIN_RPC_ERROR') throw error;
    return (await chain.block('latest'))?.number ?? -1n;
  }
}

async function gatherProof(
  { chain, settings, pool, suite }: AnchorModules,
  { genesisHash }: OpenedChain,
  anchor: SentAnchor,
  block: { number: bigint; hash: string },
): Promise<StoredAnchorProof> {
  const [header, genesis, { accountProof, storageProof }, root] = await Promise.all([
    chain.rawHeader(block.number),
    chain.rawHeader(0n),
    chain.proof(settings.contract, settings.slots, block.number),
    readRoot(suite.sha256, tileNodeReader(pool, suite.sha256), anchor.size),
  ]);
  // another kind of network: the anchor holds, but nothing shows offline that its block is final
  if (header === undefined || genesis === undefined) return { genesisHash, header: null, accountProof, storageProof };
  try {
    const stored = {
      header: fromHex0x(header),
      accountProof: accountProof.map(fromHex0x),
      storageProof: storageProof.map((slot) => slot.map(fromHex0x)),
    };
    const claim = {
      contract: fromHex0x(settings.contract),
      publisher: fromHex0x(settings.publisher),
      origin: settings.origin,
      size: anchor.size,
      root,
      blockHash: fromHex0x(block.hash),
      validators: decodeHeader(fromHex0x(genesis)).extra.validators,
    };
    verifyHeadProof(stored, claim, suite);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    throw new SealtrailError(
      'LEDGER_FINALITY_UNPROVEN',
      `The chain's proof of the anchor over ${anchor.size} leaves does not hold: ${why}`,
      {},
      { cause },
    );
  }
  return { genesisHash, header, accountProof, storageProof };
}
