import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { headSlots, originHash } from '@sealtrail/chain-client/anchor-log';
import { verifyHeadProof } from '@sealtrail/chain-client/head-proof';
import { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import { decodeHeader, onChainHash } from '@sealtrail/chain-client/qbft-header';
import { bytesToBigint, decodeRlp } from '@sealtrail/chain-client/rlp';
import { utf8 } from '@sealtrail/bytes/utf8';
import type { Findings } from './findings.js';
import { type FsckOptions, LOG_ID } from './types.js';

export interface AnchorRow {
  readonly size: string;
  readonly chain_id: string;
  readonly contract: string;
  readonly publisher: string;
  readonly status: string;
  readonly tx_hash: string;
  readonly raw_tx: string;
  readonly block_number: string | null;
  readonly block_hash: string | null;
  readonly proof: {
    header: string | null;
    accountProof: string[];
    storageProof: string[][];
    genesisHash: string;
  } | null;
}

export async function readAnchors({ client }: FsckOptions): Promise<AnchorRow[]> {
  const { rows } = await client.query<AnchorRow>(
    `SELECT size::text, chain_id::text, contract, publisher, status, tx_hash, raw_tx, block_number::text, block_hash, proof FROM anchor WHERE log_id = $1 ORDER BY anchor.size`,
    [LOG_ID],
  );
  return rows;
}

type RootAt = (size: bigint) => Uint8Array | undefined;
const keyOf = (row: Pick<AnchorRow, 'size' | 'chain_id' | 'contract'>): Record<string, string> => ({
  log_id: String(LOG_ID),
  size: row.size,
  chain_id: row.chain_id,
  contract: row.contract,
});

/**
 * Holds each anchor row against its own transaction, header and proofs, and against the tree.
 * Answers the sizes of rows that were found damaged.
 */
export function judgeAnchors(
  options: FsckOptions,
  origin: string,
  anchors: readonly AnchorRow[],
  rootAt: RootAt,
  findings: Findings,
  skipped: string[],
): Set<string> {
  const { suite, trust } = options;
  const damaged = new Set<string>();
  let unsealed = 0;
  for (const row of anchors) {
    damaged.add(row.size);
    const add = (column: string, sentence: string, swap?: { expected: string; actual: string }): void =>
      findings.add({ table: 'anchor', key: keyOf(row), column, kind: 'changed', sentence, ...swap });
    const root = rootAt(BigInt(row.size));
    const sent = row.raw_tx === '0x' ? undefined : readTransaction(row.raw_tx);
    if (row.raw_tx !== '0x' && toHex0x(suite.keccak256(bytesOf(row.raw_tx))) !== row.tx_hash) {
      add(sent ? 'tx_hash' : 'raw_tx', 'The hash of the stored transaction is not tx_hash.');
      continue;
    }
    if (sent && sent.size !== BigInt(row.size)) {
      add('size', `The transaction anchors ${sent.size} leaves.`, { expected: row.size, actual: String(sent.size) });
      continue;
    }
    if (sent && sent.to !== row.contract) {
      add('contract', `The transaction goes to ${sent.to}.`);
      continue;
    }
    if (!root) {
      findings.add({
        table: 'anchor',
        key: keyOf(row),
        kind: 'inserted',
        sentence: 'It anchors more leaves than the log has, or the log was cut.',
      });
      continue;
    }
    if (row.status !== 'final') {
      if (row.proof) add('status', 'It has a proof of finality, but is not called final.');
      else if (!sent)
        findings.add({
          table: 'anchor',
          key: keyOf(row),
          kind: 'inserted',
          sentence: 'It is called sent, but there is no transaction to it.',
        });
      else damaged.delete(row.size);
      continue;
    }
    if (!row.proof || !row.block_hash) {
      add('proof', 'The anchor is called final, but its proof is gone.');
      continue;
    }
    if (row.proof.header === null) {
      unsealed++;
      damaged.delete(row.size);
      continue;
    }
    const wrong = judgeProof(options, origin, row, root);
    if (wrong) add(wrong.column, wrong.sentence);
    else damaged.delete(row.size);
  }
  if (unsealed > 0)
    skipped.push(
      `${unsealed} anchors lie on a chain that does not hand out sealed headers: nothing offline proves them final.`,
    );
  if (!trust?.chain && anchors.length > 0)
    skipped.push(
      'No trusted validators were given: the seals of anchors were held against the validators that each block names itself.',
    );
  return damaged;
}

function judgeProof(
  { suite, trust }: FsckOptions,
  origin: string,
  row: AnchorRow,
  root: Uint8Array,
): { column: string; sentence: string } | undefined {
  const { proof, block_hash: blockHash, block_number: blockNumber } = row;
  try {
    const header = decodeHeader(fromHex0x(proof!.header!));
    const hash = toHex0x(onChainHash(header, suite.keccak256));
    if (trust?.chain) {
      const { chain } = trust;
      if (chain.publisher !== row.publisher)
        return { column: 'publisher', sentence: `The trusted publisher is ${chain.publisher}.` };
      if (chain.contract !== row.contract)
        return { column: 'contract', sentence: `The trusted contract is ${chain.contract}.` };
      if (chain.chainId !== row.chain_id)
        return { column: 'chain_id', sentence: `The trusted chain is ${chain.chainId}.` };
      if (chain.genesisHash !== null && chain.genesisHash !== proof!.genesisHash)
        return { column: 'proof', sentence: `The trusted genesis is ${chain.genesisHash}.` };
    }
    const validators = trust?.chain ? trust.chain.validators.map(fromHex0x) : header.extra.validators;
    const stored = {
      header: fromHex0x(proof!.header!),
      accountProof: proof!.accountProof.map(fromHex0x),
      storageProof: proof!.storageProof.map((slot) => slot.map(fromHex0x)),
    };
    const claim = {
      contract: fromHex0x(row.contract),
      publisher: fromHex0x(row.publisher),
      origin,
      size: BigInt(row.size),
      root,
      validators,
    };
    verifyHeadProof(stored, claim, suite);
    if (hash !== blockHash) return { column: 'block_hash', sentence: `The proof is of block ${hash}.` };
    if (header.number !== BigInt(blockNumber ?? -1))
      return { column: 'block_number', sentence: `The proof is of block ${header.number}.` };
    return undefined;
  } catch (error) {
    return {
      column: 'proof',
      sentence: `The stored proof does not hold: ${error instanceof Error ? error.message : 'unknown'}`,
    };
  }
}

const bytesOf = (hex: string): Uint8Array => {
  try {
    return fromHex0x(hex);
  } catch {
    return new Uint8Array();
  }
};

/** Target and anchored size of a stored transaction: EIP-2718 type 2, or legacy. */
function readTransaction(raw: string): { to: string; size: bigint } | undefined {
  try {
    const bytes = fromHex0x(raw);
    const isTyped = bytes[0]! < 0x80;
    const fields = decodeRlp(isTyped ? bytes.subarray(1) : bytes);
    if (!Array.isArray(fields)) return undefined;
    const [to, data] = isTyped ? [fields[5], fields[7]] : [fields[3], fields[5]];
    if (!(to instanceof Uint8Array) || !(data instanceof Uint8Array) || data.length < 68) return undefined;
    return { to: toHex0x(to), size: bytesToBigint(data.subarray(36, 68)) };
  } catch {
    return undefined;
  }
}

/** Holds the anchors against the chain as it is now: its head of this log, and every anchor it remembers. */
export async function checkChain(
  options: FsckOptions,
  origin: string,
  anchors: readonly AnchorRow[],
  damaged: ReadonlySet<string>,
  rootAt: RootAt,
  findings: Findings,
  skipped: string[],
): Promise<void> {
  const place =
    anchors.at(-1) ??
    (options.trust?.chain && {
      contract: options.trust.chain.contract,
      publisher: options.trust.chain.publisher,
      chain_id: options.trust.chain.chainId,
    });
  if (!options.rpcUrl || !place) {
    skipped.push(
      options.rpcUrl
        ? 'Nothing is anchored yet: the chain was not asked.'
        : 'No chain was given: a deleted anchor row would not be noticed.',
    );
    return;
  }
  const rpc = new JsonRpcClient({ url: options.rpcUrl, timeoutMs: 5_000 });
  const { contract, publisher } = place;
  try {
    const chainId = String(BigInt(String(await rpc.call('eth_chainId'))));
    if (chainId !== place.chain_id) {
      skipped.push(
        `The chain at ${options.rpcUrl} is ${chainId}, the anchors lie on ${place.chain_id}: it was not asked further.`,
      );
      return;
    }
    const slots = headSlots(fromHex0x(publisher), originHash(origin));
    const [size, root] = await Promise.all(
      [slots.size, slots.root].map(async (slot) =>
        BigInt(String(await rpc.call('eth_getStorageAt', [contract, toHex0x(slot), 'latest']))),
      ),
    );
    const ours = rootAt(size!) ?? (size === 0n ? new Uint8Array(32) : undefined);
    if (!ours || bytesToBigint(ours) !== root) {
      findings.add({
        table: 'log_batch',
        key: { log_id: String(LOG_ID), first_index: `0..${size! - 1n}` },
        kind: 'changed',
        sentence: `The chain holds another state over ${size} leaves than these leaves give.`,
      });
    }
    const topic = toHex0x(options.suite.keccak256(utf8('Anchored(address,bytes32,uint64,bytes32)')));
    const topics = [topic, `0x${publisher.slice(2).padStart(64, '0')}`, toHex0x(originHash(origin))];
    const logs = (await rpc.call('eth_getLogs', [
      { address: contract, topics, fromBlock: '0x0', toBlock: 'latest' },
    ])) as { data: string; blockHash: string; transactionHash: string }[];
    const known = new Map(anchors.map((row) => [row.size, row]));
    const onChain = new Set<string>();
    for (const log of logs) {
      const at = String(BigInt(log.data.slice(0, 66)));
      onChain.add(at);
      const row = known.get(at);
      if (!row)
        findings.add({
          table: 'anchor',
          key: { log_id: String(LOG_ID), size: at, chain_id: place.chain_id, contract },
          kind: 'deleted',
          sentence: `The chain holds an anchor over ${at} leaves (transaction ${log.transactionHash}), the row is gone.`,
        });
      else if (row.tx_hash !== log.transactionHash && !damaged.has(at))
        findings.add({
          table: 'anchor',
          key: keyOf(row),
          column: 'tx_hash',
          kind: 'changed',
          sentence: `On the chain the transaction is ${log.transactionHash}.`,
        });
    }
    for (const row of anchors) {
      if (row.status === 'final' && !onChain.has(row.size) && !damaged.has(row.size))
        findings.add({
          table: 'anchor',
          key: keyOf(row),
          kind: 'inserted',
          sentence: 'The chain does not hold this anchor: it was rolled back, or the row was slipped in.',
        });
    }
  } catch (error) {
    skipped.push(`The chain could not be asked: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
