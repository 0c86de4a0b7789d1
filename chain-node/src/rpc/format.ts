import type { TypedTransaction } from '@ethereumjs/tx';
import { toHex0x } from '@sealtrail/bytes/hex';
import { contractAddress } from '@sealtrail/chain-client/anchor-log';
import { encodeExtra } from '@sealtrail/chain-client/qbft-extra';
import { encodeBlock, type Block } from '../chain/block.js';
import { bloomOf, type Log, type Receipt } from '../chain/receipt.js';
import type { SignedTransaction } from '../txpool/decode-transaction.js';
import { quantity } from './params.js';

type Hash = (data: Uint8Array) => Uint8Array;

/** Where a transaction lies, or null members while it waits in the pool. */
export interface Inclusion {
  readonly block: Block;
  readonly index: number;
}

const optional = (name: string, value: bigint | Uint8Array | undefined): object =>
  value === undefined ? {} : { [name]: typeof value === 'bigint' ? quantity(value) : toHex0x(value) };

/** Header members as `eth_getBlockBy…` and the `newHeads` subscription show them; `hash` is the on-chain hash. */
export function formatHeader({ header, hash }: Pick<Block, 'header' | 'hash'>): Record<string, unknown> {
  return {
    number: quantity(header.number),
    hash: toHex0x(hash),
    parentHash: toHex0x(header.parentHash),
    nonce: toHex0x(header.nonce),
    sha3Uncles: toHex0x(header.ommersHash),
    logsBloom: toHex0x(header.logsBloom),
    transactionsRoot: toHex0x(header.transactionsRoot),
    stateRoot: toHex0x(header.stateRoot),
    receiptsRoot: toHex0x(header.receiptsRoot),
    miner: toHex0x(header.coinbase),
    difficulty: quantity(header.difficulty),
    extraData: toHex0x(encodeExtra(header.extra)),
    mixHash: toHex0x(header.mixHash),
    gasLimit: quantity(header.gasLimit),
    gasUsed: quantity(header.gasUsed),
    timestamp: quantity(header.timestamp),
    ...optional('baseFeePerGas', header.baseFeePerGas),
    ...optional('withdrawalsRoot', header.withdrawalsRoot),
    ...optional('blobGasUsed', header.blobGasUsed),
    ...optional('excessBlobGas', header.excessBlobGas),
    ...optional('parentBeaconBlockRoot', header.parentBeaconBlockRoot),
    ...optional('requestsHash', header.requestsHash),
  };
}

/** A block with its transactions as hashes or in full. */
export function formatBlock(
  block: Block,
  transactions: readonly SignedTransaction[],
  isFull: boolean,
): Record<string, unknown> {
  return {
    ...formatHeader(block),
    size: quantity(encodeBlock(block.header, block.transactions).length),
    transactions: transactions.map((tx, index) =>
      isFull ? formatTransaction(tx, { block, index }) : toHex0x(tx.hash),
    ),
    uncles: [],
    ...(block.header.withdrawalsRoot && { withdrawals: [] }),
  };
}

/** What the sender pays per gas in a block without a base fee, in wei. */
export function effectiveGasPrice(tx: TypedTransaction): bigint {
  if ('gasPrice' in tx) return tx.gasPrice;
  const { maxFeePerGas, maxPriorityFeePerGas } = tx as { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };
  return maxFeePerGas < maxPriorityFeePerGas ? maxFeePerGas : maxPriorityFeePerGas;
}

/** A transaction as `eth_getTransactionByHash` shows it. */
export function formatTransaction(
  { tx, hash, sender }: SignedTransaction,
  inclusion?: Inclusion,
): Record<string, unknown> {
  const json = tx.toJSON();
  const isTyped = tx.type !== 0;
  return {
    blockHash: inclusion ? toHex0x(inclusion.block.hash) : null,
    blockNumber: inclusion ? quantity(inclusion.block.header.number) : null,
    ...(inclusion && { blockTimestamp: quantity(inclusion.block.header.timestamp) }),
    transactionIndex: inclusion ? quantity(inclusion.index) : null,
    hash: toHex0x(hash),
    from: toHex0x(sender),
    to: tx.to ? toHex0x(tx.to.bytes) : null,
    type: quantity(tx.type),
    nonce: quantity(tx.nonce),
    gas: quantity(tx.gasLimit),
    value: quantity(tx.value),
    input: toHex0x(tx.data),
    chainId: quantity(tx.common.chainId()),
    gasPrice: quantity(effectiveGasPrice(tx)),
    ...('maxFeePerGas' in tx && {
      maxFeePerGas: quantity(tx.maxFeePerGas),
      maxPriorityFeePerGas: quantity(tx.maxPriorityFeePerGas),
    }),
    ...(isTyped && { accessList: json.accessList ?? [], yParity: quantity(tx.v ?? 0n) }),
    ...(json.authorizationList !== undefined && { authorizationList: json.authorizationList }),
    v: quantity(tx.v ?? 0n),
    r: quantity(tx.r ?? 0n),
    s: quantity(tx.s ?? 0n),
  };
}

/** A log with its place on the chain. `logIndex` counts over the block. */
export function formatLog(
  log: Log,
  place: Inclusion,
  transactionHash: Uint8Array,
  logIndex: number,
): Record<string, unknown> {
  return {
    address: toHex0x(log.address),
    topics: log.topics.map(toHex0x),
    data: toHex0x(log.data),
    blockNumber: quantity(place.block.header.number),
    blockHash: toHex0x(place.block.hash),
    blockTimestamp: quantity(place.block.header.timestamp),
    transactionHash: toHex0x(transactionHash),
    transactionIndex: quantity(place.index),
    logIndex: quantity(logIndex),
    removed: false,
  };
}

/** A receipt as `eth_getTransactionReceipt` shows it. `firstLog` is the index of its first log in the block. */
export function formatReceipt(
  receipt: Receipt,
  { tx, hash, sender }: SignedTransaction,
  place: Inclusion,
  firstLog: number,
  keccak256: Hash,
): Record<string, unknown> {
  return {
    transactionHash: toHex0x(hash),
    transactionIndex: quantity(place.index),
    blockHash: toHex0x(place.block.hash),
    blockNumber: quantity(place.block.header.number),
    from: toHex0x(sender),
    to: tx.to ? toHex0x(tx.to.bytes) : null,
    contractAddress: tx.to ? null : toHex0x(contractAddress(sender, tx.nonce)),
    cumulativeGasUsed: quantity(receipt.cumulativeGasUsed),
    gasUsed: quantity(receipt.gasUsed),
    effectiveGasPrice: quantity(effectiveGasPrice(tx)),
    logs: receipt.logs.map((log, i) => formatLog(log, place, hash, firstLog + i)),
    logsBloom: toHex0x(bloomOf(receipt.logs, keccak256)),
    status: receipt.succeeded ? '0x1' : '0x0',
    type: quantity(receipt.type),
  };
}
