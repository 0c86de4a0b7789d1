import { toHex0x } from '@sealtrail/bytes/hex';
import { encodeBlock, type Block } from '../../chain/block.js';
import { decodeTransaction, type SignedTransaction } from '../../txpool/decode-transaction.js';
import { blockNumberParam, findBlock } from '../block-tag.js';
import { formatBlock, formatReceipt } from '../format.js';
import { bytesParam, quantity, quantityParam } from '../params.js';
import type { RpcContext, RpcMethods } from '../rpc-context.js';
import { invalidParams, RPC, RpcError } from '../rpc-error.js';

const transactionsOf = ({ chain }: RpcContext, block: Block): SignedTransaction[] =>
  block.transactions.map((raw) => decodeTransaction(raw, chain.common));

const show = (context: RpcContext, block: Block | undefined, full: unknown): object | null => {
  if (full !== undefined && typeof full !== 'boolean') throw invalidParams('invalid argument: full expected a boolean');
  return block ? formatBlock(block, transactionsOf(context, block), full === true) : null;
};

function receiptsOf(context: RpcContext, block: Block): object[] {
  const { chain } = context;
  const transactions = transactionsOf(context, block);
  let firstLog = 0;
  return (chain.store.receipts(block.header.number) ?? []).map((receipt, index) => {
    const shown = formatReceipt(receipt, transactions[index]!, { block, index }, firstLog, chain.engine.keccak256);
    firstLog += receipt.logs.length;
    return shown;
  });
}

const MAX_FEE_HISTORY = 1_024n;

/** Blocks, and what the network says of itself. */
export const chainMethods: RpcMethods = {
  web3_clientVersion: ({ clientVersion }) => clientVersion,
  web3_sha3: ({ chain }, [data]) => toHex0x(chain.engine.keccak256(bytesParam(data, 'data'))),
  net_version: ({ chain }) => String(chain.genesis.chainId),
  net_listening: () => false,
  net_peerCount: () => '0x0',
  eth_chainId: ({ chain }) => quantity(chain.genesis.chainId),
  eth_syncing: () => false,
  eth_accounts: () => [],
  eth_mining: () => true,
  eth_blockNumber: ({ chain }) => quantity(chain.head.header.number),
  eth_gasPrice: () => '0x0',
  eth_maxPriorityFeePerGas: () => '0x0',
  eth_blobBaseFee: () => '0x1',
  eth_getBlockByNumber: (context, [tag, full]) => show(context, findBlock(context.chain, tag), full),
  eth_getBlockByHash: (context, [hash, full]) =>
    show(context, context.chain.blockByHash(bytesParam(hash, 'hash', 32)), full),
  eth_getBlockTransactionCountByNumber: ({ chain }, [tag]) => {
    const block = findBlock(chain, tag);
    return block ? quantity(block.transactions.length) : null;
  },
  eth_getBlockTransactionCountByHash: ({ chain }, [hash]) => {
    const block = chain.blockByHash(bytesParam(hash, 'hash', 32));
    return block ? quantity(block.transactions.length) : null;
  },
  eth_getUncleCountByBlockNumber: () => '0x0',
  eth_getUncleCountByBlockHash: () => '0x0',
  eth_getBlockReceipts: (context, [tag]) => {
    const block = findBlock(context.chain, tag);
    return block ? receiptsOf(context, block) : null;
  },
  eth_feeHistory: ({ chain }, [count, newest, percentiles]) => {
    const last = blockNumberParam(chain, newest);
    if (last > chain.head.header.number) throw new RpcError(RPC.server, 'request beyond head block');
    const asked = typeof count === 'number' ? BigInt(count) : quantityParam(count, 'blockCount');
    const available = last + 1n < MAX_FEE_HISTORY ? last + 1n : MAX_FEE_HISTORY;
    const size = Number(asked < available ? asked : available);
    const oldest = last + 1n - BigInt(size);
    const headers = Array.from({ length: size }, (_, i) => chain.block(oldest + BigInt(i))!.header);
    const rewards = Array.isArray(percentiles) ? percentiles.map(() => '0x0') : undefined;
    return {
      oldestBlock: quantity(oldest),
      baseFeePerGas: Array.from({ length: size + 1 }, () => '0x0'),
      gasUsedRatio: headers.map(({ gasUsed, gasLimit }) => Number(gasUsed) / Number(gasLimit)),
      baseFeePerBlobGas: Array.from({ length: size + 1 }, () => '0x1'),
      blobGasUsedRatio: headers.map(() => 0),
      ...(rewards && { reward: headers.map(() => rewards) }),
    };
  },
  debug_getRawHeader: ({ chain }, [tag]) => toHex0x(found(findBlock(chain, tag)).header.raw),
  debug_getRawBlock: ({ chain }, [tag]) => {
    const block = found(findBlock(chain, tag));
    return toHex0x(encodeBlock(block.header, block.transactions));
  },
  qbft_getValidatorsByBlockNumber: ({ chain }, [tag]) =>
    found(findBlock(chain, tag)).header.extra.validators.map(toHex0x),
  qbft_getValidatorsByBlockHash: ({ chain }, [hash]) =>
    found(chain.blockByHash(bytesParam(hash, 'hash', 32))).header.extra.validators.map(toHex0x),
};

function found(block: Block | undefined): Block {
  if (!block) throw new RpcError(RPC.server, 'block not found');
  return block;
}
