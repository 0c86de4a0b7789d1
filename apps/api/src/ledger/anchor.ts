import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { isSealtrailError, SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { buildConsistencyProof, verifyConsistency } from '@sealtrail/merkle/consistency-proof';
import { type ChainHead, encodeAnchor } from './anchor-chain.js';
import { finalizeAnchor } from './anchor-finalize.js';
import { type AnchorModules, type OpenedChain, poll } from './anchor-modules.js';
import { ensureContract, identifyChain, readChainHead } from './anchor-preflight.js';
import {
  dropSentAnchor,
  readLatestAnchor,
  readSentAnchors,
  type SentAnchor,
  storeSentAnchor,
} from './anchor.repository.js';
import { sendRaw, signTransaction } from './anchor-transaction.js';
import { type CheckpointRow, readLatestCheckpoint } from './checkpoint.repository.js';
import { LOCKS } from './log-id.js';
import { tileNodeReader } from './tile-node-reader.js';
import { whileLeading } from './transaction.js';

export interface AnchorResult {
  /** `waiting`: look again soon, a block is to come or another process is at it. */
  readonly state: 'idle' | 'anchored' | 'waiting';
  /** False on a network whose blocks cannot be proven final offline. */
  readonly sealed: boolean;
}

/**
 * Brings the latest checkpoint onto the chain. Idempotent: it reads the chain before it writes, and a signed transaction is stored
 * before it is sent, so that whoever comes after a crash either finds it in a block or sends the same bytes again.
 * @throws SealtrailError LEDGER_CHAIN_*, LEDGER_CONTRACT_UNUSABLE, LEDGER_FINALITY_UNPROVEN, LEDGER_KEY_MISMATCH, CHAIN_UNREACHABLE
 */
export async function anchorLatest(modules: AnchorModules): Promise<AnchorResult> {
  return (
    (await whileLeading(modules.pool, LOCKS.anchor, () => anchorAsLeader(modules))) ?? {
      state: 'waiting',
      sealed: true,
    }
  );
}

async function anchorAsLeader(modules: AnchorModules): Promise<AnchorResult> {
  const { pool } = modules;
  const before = await readLatestAnchor(pool);
  const opened = await identifyChain(modules, before);
  if (!(await ensureContract(modules, opened, before))) return { state: 'waiting', sealed: true };
  if (!(await settleSent(modules, opened))) return { state: 'waiting', sealed: true };

  const settled = await readLatestAnchor(pool);
  const head = await readChainHead(modules, settled);
  if (head.size > (settled?.size ?? 0n) && !(await adoptHead(modules, opened, head)))
    return { state: 'waiting', sealed: true };

  const checkpoint = await readLatestCheckpoint(pool);
  if (!checkpoint || checkpoint.size <= head.size) return result(modules, 'idle');
  const sent = await sendAnchor(modules, opened, head, checkpoint);
  if (!(await settle(modules, opened, sent))) return { state: 'waiting', sealed: true };
  return result(modules, 'anchored');
}

async function result({ pool }: AnchorModules, state: 'idle' | 'anchored'): Promise<AnchorResult> {
  const last = await readLatestAnchor(pool);
  return { state, sealed: last === undefined || last.proof.header !== null };
}

/** Brings what an earlier run has signed to an end. False while a block is to come. */
async function settleSent(modules: AnchorModules, opened: OpenedChain): Promise<boolean> {
  const { chain, settings, pool } = modules;
  for (const anchor of await readSentAnchors(pool)) {
    if (anchor.chainId !== opened.chainId || anchor.contract !== settings.contract) {
      await dropSentAnchor(pool, anchor);
      continue;
    }
    if (!(await chain.receipt(anchor.txHash))) {
      const sent = await resend(modules, anchor);
      // mined this very moment, or something else took its place and it never will be
      if (sent === 'dead' && !(await chain.receipt(anchor.txHash))) {
        await dropSentAnchor(pool, anchor);
        continue;
      }
    }
    if (!(await settle(modules, opened, anchor))) return false;
  }
  return true;
}

/** A transaction whose number is taken or whose price is too low by now is given up: a new one of the same number takes its place. */
async function resend(modules: AnchorModules, anchor: SentAnchor): Promise<'alive' | 'dead'> {
  try {
    return (await sendRaw(modules, anchor.rawTx)) === 'nonce-used' ? 'dead' : 'alive';
  } catch (error) {
    if (isSealtrailError(error) && error.code === 'LEDGER_CHAIN_REFUSED') return 'dead';
    throw error;
  }
}

/** Waits for the block of a sent anchor and makes it final; one that failed in its block is dropped. False while it is to come. */
async function settle(modules: AnchorModules, opened: OpenedChain, anchor: SentAnchor): Promise<boolean> {
  const receipt = await poll(modules, () => modules.chain.receipt(anchor.txHash));
  if (!receipt) return false;
  await modules.at?.('mined');
  if (receipt.status === 0n) {
    await dropSentAnchor(modules.pool, anchor);
    return true;
  }
  return finalizeAnchor(modules, opened, anchor, { number: receipt.blockNumber, hash: receipt.blockHash });
}

/** The chain is ahead of the table, with a head of our own tree: takes that anchor into the table. */
async function adoptHead(modules: AnchorModules, opened: OpenedChain, head: ChainHead): Promise<boolean> {
  const { chain, settings, now } = modules;
  const found = await chain.findAnchored(settings.contract, settings.publisher, settings.originHash, head.size);
  if (!found) return false;
  const { chainId } = opened;
  const { contract, publisher } = settings;
  const anchor: SentAnchor = {
    size: head.size,
    chainId,
    contract,
    publisher,
    txHash: found.txHash,
    rawTx: '0x',
    sentAt: now(),
  };
  return finalizeAnchor(modules, opened, anchor, found.block);
}

async function sendAnchor(
  modules: AnchorModules,
  opened: OpenedChain,
  head: ChainHead,
  checkpoint: CheckpointRow,
): Promise<SentAnchor> {
  const { chain, settings, pool, now } = modules;
  const data = encodeAnchor(
    settings.originHash,
    checkpoint.size,
    toHex0x(checkpoint.root),
    await consistencyProof(modules, head, checkpoint),
  );
  const nonce = await chain.nonce(settings.publisher);
  const signed = await signTransaction(modules, opened, { nonce, to: settings.contract, data });
  const anchor: SentAnchor = {
    size: checkpoint.size,
    chainId: opened.chainId,
    contract: settings.contract,
    publisher: settings.publisher,
    txHash: signed.hash,
    rawTx: signed.raw,
    sentAt: now(),
  };
  await storeSentAnchor(pool, anchor);
  await modules.at?.('stored');
  await sendRaw(modules, signed.raw);
  await modules.at?.('sent');
  return anchor;
}

/** From the head on the chain to the checkpoint, checked here before the contract checks it. */
async function consistencyProof(
  { pool, suite }: AnchorModules,
  head: ChainHead,
  { size, root }: CheckpointRow,
): Promise<string[]> {
  if (head.size === 0n) return [];
  const proof = await buildConsistencyProof(suite.sha256, tileNodeReader(pool, suite.sha256), head.size, size);
  try {
    verifyConsistency(suite.sha256, { from: head.size, to: size, fromRoot: fromHex0x(head.root), toRoot: root, proof });
  } catch (cause) {
    throw new SealtrailError(
      'LEDGER_INCONSISTENT',
      `The checkpoint over ${size} leaves does not continue the anchored ${head.size}: run fsck.`,
      {},
      { cause },
    );
  }
  return proof.map(toHex0x);
}
