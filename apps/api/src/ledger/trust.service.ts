import { Injectable } from '@nestjs/common';
import { compareBytes } from '@sealtrail/bytes/equal';
import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { JsonRpcClient } from '@sealtrail/chain-client/json-rpc';
import { decodeHeader } from '@sealtrail/chain-client/qbft-header';
import { TRUST_FORMAT } from '@sealtrail/evidence/trust';
import type { TrustedChain, TrustRoots } from '@sealtrail/evidence/types';
import { AppConfig } from '../platform/config/app-config.js';
import { Database } from '../platform/database/database.js';
import { AnchorChain } from './anchor-chain.js';
import { readLatestAnchor } from './anchor.repository.js';
import { LogService } from './log.service.js';

/** The trust roots of this log: what a verifier pins. The chain's part is asked once; validators are those of its genesis block. */
@Injectable()
export class TrustService {
  private chain: TrustedChain | undefined;

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
    private readonly log: LogService,
  ) {}

  /** Without a chain that answers, and before any was ever asked, `chain` is null. */
  async roots(): Promise<TrustRoots> {
    const chain = (this.chain ??= await this.askChain());
    return { format: TRUST_FORMAT, log: { origin: this.log.origin, vkey: this.log.vkey }, chain: chain ?? null };
  }

  private async askChain(): Promise<TrustedChain | undefined> {
    const { contract, publisher } = this.log.anchor;
    const chain = new AnchorChain(new JsonRpcClient({ url: this.config.chainRpcUrl, timeoutMs: 2_500 }));
    // anchors name their chain for good: one that was swapped or reset behind the same URL is not handed out as a root of trust
    const last = await readLatestAnchor(this.database.pool);
    try {
      const [chainId, genesis, header] = await Promise.all([chain.chainId(), chain.block(0n), chain.rawHeader(0n)]);
      if (genesis && header && (last === undefined || last.proof.genesisHash === genesis.hash)) {
        return {
          chainId: String(chainId),
          genesisHash: genesis.hash,
          validators: validatorsOf(header),
          contract,
          publisher,
        };
      }
    } catch {
      // a chain that is down, or of another kind
    }
    if (!last?.proof.header) return undefined;
    const { chainId, proof } = last;
    return {
      chainId: String(chainId),
      genesisHash: proof.genesisHash,
      validators: validatorsOf(proof.header!),
      contract,
      publisher,
    };
  }
}

function validatorsOf(header: string): string[] {
  return [...decodeHeader(fromHex0x(header)).extra.validators].sort(compareBytes).map(toHex0x);
}
