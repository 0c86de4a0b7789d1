import { toHex0x } from '@sealtrail/bytes/hex';
import { formatTlogProof } from '@sealtrail/tlog/tlog-proof';
import { EVIDENCE_FORMAT, formatEvidenceFile } from './evidence-file.js';
import type { EvidenceAnchor } from './types.js';

/** One leaf with its inclusion proof in the tree of the checkpoint. */
export interface LeafProof {
  readonly index: bigint;
  readonly hashes: readonly Uint8Array[];
}

export interface EvidenceParts {
  /** `<jwt>~<disclosure>~...~`. */
  readonly credential: string;
  readonly leaf: LeafProof;
  /** JWT of the log key that names the notary key, and where it stands in the log. */
  readonly keyStatement: string;
  readonly keyLeaf: LeafProof;
  /** Signed checkpoint under which both proofs hold; the anchored one where there is an anchor. */
  readonly checkpoint: string;
  readonly anchor: AnchorParts | null;
}

export interface AnchorParts {
  readonly chainId: bigint;
  readonly contract: Uint8Array;
  readonly publisher: Uint8Array;
  /** RLP of the header with its commit seals. */
  readonly header: Uint8Array;
  readonly accountProof: readonly Uint8Array[];
  readonly storageProof: readonly [size: readonly Uint8Array[], root: readonly Uint8Array[]];
}

/**
 * Text of an evidence file. Only puts the parts together: run {@link verifyEvidence} over the result to know that
 * they belong together.
 * @throws SealtrailError TLOG_BAD_PROOF, EVIDENCE_UNREADABLE when a part cannot be written, or the whole is too large
 */
export function buildEvidence({ credential, leaf, keyStatement, keyLeaf, checkpoint, anchor }: EvidenceParts): string {
  return formatEvidenceFile({
    format: EVIDENCE_FORMAT,
    credential,
    key: { statement: keyStatement, proof: formatTlogProof({ ...keyLeaf, checkpoint }) },
    proof: formatTlogProof({ ...leaf, checkpoint }),
    anchor: anchor === null ? null : anchorMember(anchor),
  });
}

function anchorMember({
  chainId,
  contract,
  publisher,
  header,
  accountProof,
  storageProof,
}: AnchorParts): EvidenceAnchor {
  const [size, root] = storageProof;
  return {
    chainId: String(chainId),
    contract: toHex0x(contract),
    publisher: toHex0x(publisher),
    header: toHex0x(header),
    accountProof: accountProof.map(toHex0x),
    storageProof: [size.map(toHex0x), root.map(toHex0x)],
  };
}
