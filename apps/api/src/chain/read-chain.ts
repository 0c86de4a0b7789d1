import { Injectable } from '@nestjs/common';
import { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { z } from 'zod';
import { LogService } from '../ledger/log.service.js';
import { requirePermission } from '../platform/access/access.js';
import { AppConfig } from '../platform/config/app-config.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { Block, Chain } from './chain.types.js';
import { readBlock } from './read-block.js';

const TIMEOUT_MS = 2_000;

/** The chain as it looks from here, over JSON-RPC. A chain that is down is an answer, not a failure. */
@Injectable()
export class ReadChain {
  private readonly rpc: JsonRpcClient;

  constructor(
    config: AppConfig,
    private readonly log: LogService,
  ) {
    this.rpc = new JsonRpcClient({ url: config.chainRpcUrl, timeoutMs: TIMEOUT_MS });
  }

  async execute(ctx: RequestContext): Promise<Chain> {
    requirePermission(ctx, 'ledger.read');
    try {
      const chainId = BigInt(z.string().parse(await this.rpc.call('eth_chainId')));
      const [head, validators, contract] = await Promise.all([
        readBlock(this.rpc, 'latest'),
        this.validators(),
        this.contract(),
      ]);
      return Object.assign(new Chain(), { reachable: true, chainId, head, validators, contract });
    } catch (error) {
      if (!isSealtrailError(error)) throw error;
      return Object.assign(new Chain(), { reachable: false, validators: [] });
    }
  }

  /** Blocks before `before` (or the latest), newest first. */
  async blocks(chain: Chain, first: number, before: bigint | null | undefined): Promise<Block[]> {
    if (!chain.reachable || !chain.head) return [];
    const head = chain.head.number;
    const top = before == null || before > head ? head : before - 1n;
    const numbers = Array.from({ length: first }, (_, at) => top - BigInt(at)).filter((number) => number >= 0n);
    try {
      const found = await Promise.all(numbers.map((number) => readBlock(this.rpc, number)));
      return found.filter((block) => block !== undefined);
    } catch (error) {
      if (!isSealtrailError(error)) throw error;
      return [];
    }
  }

  private async validators(): Promise<string[]> {
    try {
      return z.array(z.string()).parse(await this.rpc.call('qbft_getValidatorsByBlockNumber', ['latest']));
    } catch {
      // Not a QBFT network.
      return [];
    }
  }

  private async contract(): Promise<string | undefined> {
    const { contract } = this.log.anchor;
    const code = await this.rpc.call('eth_getCode', [contract, 'latest']);
    return code === '0x' ? undefined : contract;
  }
}
