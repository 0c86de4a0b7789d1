/** The proof that a final block of a QBFT chain holds one head of a log in AnchorLog.sol: what an anchor is worth offline. */
import { equalBytes } from '@sealtrail/bytes/equal';
import { toHex0x } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { headSlots, originHash } from './anchor-log.js';
import type { ChainCrypto } from './chain-crypto.js';
import { verifyAccountProof, verifyStorageProof } from './mpt-proof.js';
import { decodeHeader, onChainHash, type QbftHeader } from './qbft-header.js';
import { bytesToBigint } from './rlp.js';
import { verifySeals } from './seals.js';

export interface HeadProof {
  /** RLP of the block header with its commit seals. */
  readonly header: Uint8Array;
  readonly accountProof: readonly Uint8Array[];
  /** For the slot of the size, then for that of the root. */
  readonly storageProof: readonly (readonly Uint8Array[])[];
}

export interface HeadClaim {
  readonly contract: Uint8Array;
  readonly publisher: Uint8Array;
  /** Origin text of the log. */
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  /** When given, the block must have this hash. */
  readonly blockHash?: Uint8Array;
  readonly validators: readonly Uint8Array[];
}

/**
 * Checks that a quorum of the validators committed the block and that its state holds the claimed head.
 * @throws SealtrailError CHAIN_BAD_HEADER, CHAIN_BAD_SEALS, CHAIN_BAD_PROOF, CHAIN_BAD_RLP
 */
export function verifyHeadProof(proof: HeadProof, claim: HeadClaim, suite: ChainCrypto): QbftHeader {
  const header = decodeHeader(proof.header);
  const hash = onChainHash(header, suite.keccak256);
  if (claim.blockHash && !equalBytes(hash, claim.blockHash)) {
    throw new SealtrailError(
      'CHAIN_BAD_HEADER',
      `The header is that of block ${toHex0x(hash)}, not of ${toHex0x(claim.blockHash)}.`,
    );
  }
  verifySeals({ header, validators: claim.validators, suite });
  const account = verifyAccountProof(header.stateRoot, claim.contract, proof.accountProof, suite.keccak256);
  const [sizeProof, rootProof, ...surplus] = proof.storageProof;
  if (!account || !sizeProof || !rootProof || surplus.length > 0) {
    throw new SealtrailError(
      'CHAIN_BAD_PROOF',
      `Block ${header.number} has no anchor contract at ${toHex0x(claim.contract)}, or the proof is not one of two slots.`,
    );
  }
  const slots = headSlots(claim.publisher, originHash(claim.origin));
  const size = verifyStorageProof(account.storageRoot, slots.size, sizeProof, suite.keccak256);
  const root = verifyStorageProof(account.storageRoot, slots.root, rootProof, suite.keccak256);
  if (size !== claim.size || root !== bytesToBigint(claim.root)) {
    throw new SealtrailError(
      'CHAIN_BAD_PROOF',
      `Block ${header.number} holds another head than (${claim.size}, ${toHex0x(claim.root)}).`,
      {
        size: size.toString(),
      },
    );
  }
  return header;
}
