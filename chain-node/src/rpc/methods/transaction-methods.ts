import { toHex0x } from '@sealtrail/bytes/hex';
import type { Block } from '../../chain/block.js';
import { decodeTransaction, type SignedTransaction } from '../../txpool/decode-transaction.js';
import { findBlock } from '../block-tag.js';
import { formatReceipt, formatTransaction, type Inclusion } from '../format.js';
import { bytesParam, quantity, quantityParam } from '../params.js';
import type { RpcContext, RpcMethods } from '../rpc-context.js';

function locate({ chain }: RpcContext, hash: Uint8Array): (Inclusion & { transaction: SignedTransaction }) | undefined {
  const place = chain.store.transactionPlace(hash);
  const block = place && chain.block(place.blockNumber);
  if (!block) return undefined;
  return { block, index: place.index, transaction: decodeTransaction(block.transactions[place.index]!, chain.common) };
}

function inBlock({ chain }: RpcContext, block: Block | undefined, position: unknown): object | null {
  const index = Number(quantityParam(position, 'index'));
  const raw = block?.transactions[index];
  return block && raw ? formatTransaction(decodeTransaction(raw, chain.common), { block, index }) : null;
}

/** Sending, finding and following transactions. */
export const transactionMethods: RpcMethods = {
  eth_sendRawTransaction: ({ chain, pool, producer, announce }, [raw]) => {
    const transaction = decodeTransaction(bytesParam(raw, 'transaction'), chain.common);
    pool.add(transaction);
    announce(transaction);
    producer.wake();
    return toHex0x(transaction.hash);
  },
  eth_getTransactionByHash: (context, [value]) => {
    const hash = bytesParam(value, 'hash', 32);
    const found = locate(context, hash);
    if (found) return formatTransaction(found.transaction, found);
    const waiting = context.pool.get(hash);
    return waiting ? formatTransaction(waiting) : null;
  },
  eth_getTransactionReceipt: (context, [value]) => {
    const found = locate(context, bytesParam(value, 'hash', 32));
    if (!found) return null;
    const { chain } = context;
    const receipts = chain.store.receipts(found.block.header.number)!;
    const firstLog = receipts.slice(0, found.index).reduce((sum, { logs }) => sum + logs.length, 0);
    return formatReceipt(receipts[found.index]!, found.transaction, found, firstLog, chain.engine.keccak256);
  },
  eth_getTransactionByBlockNumberAndIndex: (context, [tag, index]) =>
    inBlock(context, findBlock(context.chain, tag), index),
  eth_getTransactionByBlockHashAndIndex: (context, [hash, index]) =>
    inBlock(context, context.chain.blockByHash(bytesParam(hash, 'hash', 32)), index),
  txpool_status: ({ pool }) => {
    const { pending, queued } = pool.status();
    return { pending: quantity(pending), queued: quantity(queued) };
  },
};
