import type { Block } from '../chain/block.js';
import type { Chain } from '../chain/chain.js';
import { bytesParam, quantityParam } from './params.js';
import { invalidParams, RPC, RpcError } from './rpc-error.js';

/** A QBFT block is final when it exists, so these all name the head; nothing is mined ahead of it. */
const HEAD_TAGS = new Set(['latest', 'safe', 'finalized', 'pending']);

/** Number meant by a tag or quantity; it may lie beyond the head. */
export function blockNumberParam(chain: Chain, value: unknown = 'latest'): bigint {
  if (value === 'earliest') return 0n;
  if (typeof value === 'string' && HEAD_TAGS.has(value)) return chain.head.header.number;
  if (typeof value === 'number') throw invalidParams('invalid argument: a block number is a 0x-prefixed quantity');
  return quantityParam(value, 'block');
}

/** The block a tag, number, hash or EIP-1898 object names, or undefined when there is none. */
export function findBlock(chain: Chain, value: unknown = 'latest'): Block | undefined {
  if (typeof value === 'object' && value !== null) {
    const { blockHash, blockNumber } = value as { blockHash?: unknown; blockNumber?: unknown };
    if (blockHash !== undefined && blockNumber !== undefined)
      throw invalidParams('invalid argument: give blockHash or blockNumber, not both');
    return blockHash !== undefined
      ? chain.blockByHash(bytesParam(blockHash, 'blockHash', 32))
      : findBlock(chain, blockNumber);
  }
  if (typeof value === 'string' && value.length === 66) return chain.blockByHash(bytesParam(value, 'blockHash', 32));
  return chain.block(blockNumberParam(chain, value));
}

/** Like findBlock; an absent block is an error, as for reads of state. */
export function requireBlock(chain: Chain, value: unknown): Block {
  const block = findBlock(chain, value);
  if (!block) throw new RpcError(RPC.server, 'header not found');
  return block;
}
