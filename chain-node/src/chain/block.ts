import { decodeHeader, type QbftHeader } from '@sealtrail/chain-client/qbft-header';
import { decodeRlp, decodeRlpPrefix, encodeRlp, rlpBytes, rlpList, type RlpItem } from '@sealtrail/chain-client/rlp';
import type { Receipt } from './receipt.js';

export interface Block {
  readonly header: QbftHeader;
  /** The on-chain hash: seals and round left out. */
  readonly hash: Uint8Array;
  /** Raw signed transactions (EIP-2718 envelopes, or legacy RLP). */
  readonly transactions: readonly Uint8Array[];
}

/** A block together with what executing it left behind, ready to be stored in one write. */
export interface ExecutedBlock extends Block {
  readonly transactionHashes: readonly Uint8Array[];
  readonly receipts: readonly Receipt[];
  /** New trie nodes and contract codes by database key. */
  readonly nodes: ReadonlyMap<string, Uint8Array>;
}

/** How a block's transactions are stored. */
export function encodeBody(transactions: readonly Uint8Array[]): Uint8Array {
  return encodeRlp(transactions);
}

/** Reads what encodeBody wrote. */
export function decodeBody(bytes: Uint8Array): Uint8Array[] {
  return rlpList(decodeRlp(bytes), 'body').map((item) => rlpBytes(item, 'transaction'));
}

/** The block as nodes exchange it: [header, transactions, ommers, withdrawals when the fork has them]. */
export function encodeBlock(header: QbftHeader, transactions: readonly Uint8Array[]): Uint8Array {
  // A legacy transaction is itself an RLP list, a typed one is wrapped as a string (EIP-2718).
  const items = transactions.map((raw): RlpItem => (raw[0]! >= 0xc0 ? decodeRlp(raw) : raw));
  const tail: RlpItem[] = header.withdrawalsRoot === undefined ? [] : [[]];
  return encodeRlp([decodeRlp(header.raw), items, [], ...tail]);
}

/**
 * Reads the block that starts at an offset and answers where the next begins.
 * @throws SealtrailError CHAIN_BAD_RLP, CHAIN_BAD_HEADER
 */
export function decodeBlock(
  bytes: Uint8Array,
  start: number,
): { header: QbftHeader; transactions: Uint8Array[]; end: number } {
  const [item, end] = decodeRlpPrefix(bytes, start);
  const [header, transactions] = rlpList(item, 'block');
  return {
    header: decodeHeader(encodeRlp(rlpList(header, 'header'))),
    transactions: rlpList(transactions, 'transactions').map((tx) => (tx instanceof Uint8Array ? tx : encodeRlp(tx))),
    end,
  };
}
