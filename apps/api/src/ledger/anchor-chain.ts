import { ANCHOR_LOG_ABI } from '@sealtrail/chain-client/anchor-log';
import type { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { Interface } from 'ethers';
import { z } from 'zod';

const ABI = new Interface(ANCHOR_LOG_ABI);
const quantity = z
  .string()
  .regex(/^0x[0-9a-f]+$/i)
  .transform(BigInt);
const data = z
  .string()
  .regex(/^0x([0-9a-f]{2})*$/i)
  .transform((text) => text.toLowerCase());
const block = z.object({ number: quantity, hash: data, baseFeePerGas: quantity.optional() }).nullable();
const receipt = z.object({ status: quantity, blockNumber: quantity, blockHash: data }).nullable();
const proof = z.object({ accountProof: z.array(data), storageProof: z.array(z.object({ proof: z.array(data) })) });
const logs = z.array(z.object({ data, transactionHash: data, blockNumber: quantity, blockHash: data }));

export type BlockRef = NonNullable<z.output<typeof block>>;
export type Receipt = NonNullable<z.output<typeof receipt>>;
export interface ChainHead {
  readonly size: bigint;
  /** 0x and 64 digits. */
  readonly root: string;
}

/** JSON-RPC "method not found", and what nodes answer that keep a namespace switched off. */
const METHOD_MISSING = new Set([-32601, -32604]);
const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** The questions that anchoring asks of a chain; any EVM network answers them, but for the raw header. */
export class AnchorChain {
  constructor(private readonly rpc: Pick<JsonRpcClient, 'call'>) {}

  async chainId(): Promise<bigint> {
    return quantity.parse(await this.rpc.call('eth_chainId'));
  }

  /** By number, or by the tags `latest` and `finalized`. */
  async block(which: bigint | 'latest' | 'finalized'): Promise<BlockRef | undefined> {
    const tag = typeof which === 'bigint' ? hex(which) : which;
    return block.parse(await this.rpc.call('eth_getBlockByNumber', [tag, false])) ?? undefined;
  }

  async code(address: string): Promise<string> {
    return data.parse(await this.rpc.call('eth_getCode', [address, 'latest']));
  }

  /** Transactions of this account that are in blocks. */
  async nonce(address: string): Promise<number> {
    return Number(quantity.parse(await this.rpc.call('eth_getTransactionCount', [address, 'latest'])));
  }

  async balance(address: string): Promise<bigint> {
    return quantity.parse(await this.rpc.call('eth_getBalance', [address, 'latest']));
  }

  async gasPrice(): Promise<bigint> {
    return quantity.parse(await this.rpc.call('eth_gasPrice'));
  }

  async estimateGas(from: string, to: string | undefined, input: string): Promise<bigint> {
    return quantity.parse(await this.rpc.call('eth_estimateGas', [{ from, ...(to && { to }), data: input }]));
  }

  /** Sends a signed transaction. */
  async send(rawTransaction: string): Promise<void> {
    await this.rpc.call('eth_sendRawTransaction', [rawTransaction]);
  }

  async receipt(txHash: string): Promise<Receipt | undefined> {
    return receipt.parse(await this.rpc.call('eth_getTransactionReceipt', [txHash])) ?? undefined;
  }

  /** Latest head of a log. */
  async head(contract: string, publisher: string, origin: string): Promise<ChainHead> {
    const answer = data.parse(
      await this.rpc.call('eth_call', [
        { to: contract, data: ABI.encodeFunctionData('head', [publisher, origin]) },
        'latest',
      ]),
    );
    const [size, root] = ABI.decodeFunctionResult('head', answer) as unknown as [bigint, string];
    return { size, root };
  }

  /** Header in RLP with its seals; undefined where the network does not hand it out. */
  async rawHeader(number: bigint): Promise<string | undefined> {
    try {
      return data.parse(await this.rpc.call('debug_getRawHeader', [hex(number)]));
    } catch (error) {
      if (isSealtrailError(error) && METHOD_MISSING.has(Number(error.data['rpcCode']))) return undefined;
      throw error;
    }
  }

  /** Account and storage proofs (EIP-1186) at a block. */
  async proof(
    contract: string,
    slots: readonly string[],
    number: bigint,
  ): Promise<{ accountProof: string[]; storageProof: string[][] }> {
    const answer = proof.parse(await this.rpc.call('eth_getProof', [contract, slots, hex(number)]));
    return { accountProof: answer.accountProof, storageProof: answer.storageProof.map((slot) => slot.proof) };
  }

  /** The transaction that anchored a log at a size. */
  async findAnchored(
    contract: string,
    publisher: string,
    origin: string,
    size: bigint,
  ): Promise<{ txHash: string; block: BlockRef } | undefined> {
    const topics = ABI.encodeFilterTopics('Anchored', [publisher, origin]);
    const found = logs.parse(
      await this.rpc.call('eth_getLogs', [{ address: contract, topics, fromBlock: '0x0', toBlock: 'latest' }]),
    );
    const log = found.find((entry) => BigInt(entry.data.slice(0, 66)) === size);
    return log && { txHash: log.transactionHash, block: { number: log.blockNumber, hash: log.blockHash } };
  }
}

/** Call data that moves a log to a new head. */
export function encodeAnchor(origin: string, size: bigint, root: string, consistencyProof: readonly string[]): string {
  return ABI.encodeFunctionData('anchor', [origin, size, root, consistencyProof]);
}
