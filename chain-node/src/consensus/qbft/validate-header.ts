import { equalBytes } from '@sealtrail/bytes/equal';
import { onChainHash, type QbftHeader } from '@sealtrail/chain-client/qbft-header';
import { verifySeals } from '@sealtrail/chain-client/seals';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { CryptoEngine } from '../../engine/crypto-engine.js';
import { proposerOf } from './proposer.js';
import { MAX_CLOCK_SKEW } from './timestamp.js';

export interface HeaderContext {
  readonly parent: QbftHeader;
  readonly validators: readonly Uint8Array[];
  readonly nowMs: number;
  readonly engine: CryptoEngine;
}

/**
 * Checks everything about a header that can be known without executing the block: place in the chain, proposer, time, seals.
 * @throws SealtrailError CHAIN_BAD_BLOCK, CHAIN_BAD_SEALS
 */
export function validateHeader(header: QbftHeader, { parent, validators, nowMs, engine }: HeaderContext): void {
  const parentProposer = parent.number === 0n ? undefined : parent.coinbase;
  const checks: readonly (readonly [boolean, string])[] = [
    [header.number === parent.number + 1n, 'is not the one after its parent'],
    [equalBytes(header.parentHash, onChainHash(parent, engine.keccak256)), 'names another parent'],
    [header.timestamp >= parent.timestamp, 'is older than its parent'],
    [header.timestamp <= BigInt(Math.floor(nowMs / 1000)) + MAX_CLOCK_SKEW, 'lies in the future'],
    [header.gasUsed <= header.gasLimit, 'uses more gas than its limit'],
    [header.gasLimit === parent.gasLimit, 'changes the gas limit'],
    [(header.baseFeePerGas ?? 0n) === 0n, 'has a base fee on a chain without one'],
    [
      equalBytes(header.coinbase, proposerOf(validators, parentProposer, header.extra.round)),
      'is not by the proposer whose turn it was',
    ],
  ];
  const failed = checks.find(([holds]) => !holds);
  if (failed) {
    throw new SealtrailError('CHAIN_BAD_BLOCK', `Block ${header.number} ${failed[1]}.`, {
      number: header.number.toString(),
    });
  }
  verifySeals({ header, validators, suite: engine });
}
