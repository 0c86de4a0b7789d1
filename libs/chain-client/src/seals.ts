import { compareBytes, equalBytes } from '@sealtrail/bytes/equal';
import { toHex0x } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { ChainCrypto } from './chain-crypto.js';
import { commitHash, type QbftHeader } from './qbft-header.js';
import { bytesToBigint } from './rlp.js';

/** Order of secp256k1 (SEC 2, section 2.4.1). */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** Votes that make a block final: ceil(2n/3) of n validators. Rounding down would let 2 of 4 decide. */
export function quorumOf(validators: number): number {
  return Math.ceil((2 * validators) / 3);
}

export interface SealsInput {
  readonly header: QbftHeader;
  /** The validator set this block must have, from the verifier's own trust roots or the chain of headers before it. */
  readonly validators: readonly Uint8Array[];
  readonly suite: ChainCrypto;
}

export interface SealsResult {
  /** Addresses that sealed the block, in the order of the seals. */
  readonly signers: readonly Uint8Array[];
  readonly quorum: number;
}

/**
 * Checks that a quorum of `validators` committed the block.
 * Every seal must be canonical (low s, v 0 or 1), by a validator, and no validator may seal twice; one bad seal fails the block,
 * so that no byte of the header is free to change.
 * @throws SealtrailError CHAIN_BAD_SEALS
 */
export function verifySeals({ header, validators, suite }: SealsInput): SealsResult {
  requireValidators(header, validators);
  const hash = commitHash(header, suite.keccak256);
  const quorum = quorumOf(validators.length);
  const signers: Uint8Array[] = [];
  for (const [index, seal] of header.extra.seals.entries()) {
    const signer = isCanonicalSeal(seal) ? suite.recoverSecp256k1(hash, seal) : undefined;
    if (!signer || !validators.some((validator) => equalBytes(validator, signer))) {
      throw new SealtrailError(
        'CHAIN_BAD_SEALS',
        `Commit seal ${index} of block ${header.number} is not by a validator of this block.`,
        { index },
      );
    }
    if (signers.some((other) => equalBytes(other, signer))) {
      throw new SealtrailError('CHAIN_BAD_SEALS', `Validator ${toHex0x(signer)} sealed block ${header.number} twice.`, {
        index,
      });
    }
    signers.push(signer);
  }
  if (signers.length < quorum || quorum === 0) {
    throw new SealtrailError(
      'CHAIN_BAD_SEALS',
      `Block ${header.number} has ${signers.length} commit seals, ${quorum} are needed.`,
      {
        seals: signers.length,
        quorum,
      },
    );
  }
  return { signers, quorum };
}

function requireValidators(header: QbftHeader, validators: readonly Uint8Array[]): void {
  const expected = [...validators].sort(compareBytes);
  const listed = header.extra.validators;
  if (expected.length !== listed.length || expected.some((address, i) => !equalBytes(address, listed[i]!))) {
    throw new SealtrailError(
      'CHAIN_BAD_SEALS',
      `Block ${header.number} names other validators than the trusted ones.`,
      {
        expected: expected.map(toHex0x),
        actual: listed.map(toHex0x),
      },
    );
  }
}

/** r and s in range, s in the lower half of the order (EIP-2's rule), v 0 or 1. */
function isCanonicalSeal(seal: Uint8Array): boolean {
  const r = bytesToBigint(seal.subarray(0, 32));
  const s = bytesToBigint(seal.subarray(32, 64));
  return seal.length === 65 && seal[64]! <= 1 && r > 0n && r < ORDER && s > 0n && s <= ORDER / 2n;
}
