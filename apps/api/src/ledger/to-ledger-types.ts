import { toBase64 } from '@sealtrail/bytes/base64';
import type { CheckpointRow } from './checkpoint.repository.js';
import type { Coverage, CoveringAnchor } from './coverage.repository.js';
import { Anchor, Checkpoint } from './ledger.types.js';

/** The API's anchor; roots are Base64 as in the checkpoint. */
export function toAnchor(anchor: CoveringAnchor): Anchor {
  const { size, chainId, contract, txHash, blockNumber, blockHash, finalAt, root } = anchor;
  return Object.assign(new Anchor(), {
    size,
    root: toBase64(root),
    chainId,
    contract,
    txHash,
    blockNumber,
    blockHash,
    anchoredAt: finalAt,
  });
}

/** The API's checkpoint with the anchor that covers it. */
export function toCheckpoint(
  { size, root, note, createdAt }: CheckpointRow,
  coverage: Coverage | undefined,
): Checkpoint {
  const anchor = coverage?.anchor && toAnchor(coverage.anchor);
  return Object.assign(new Checkpoint(), { size, root: toBase64(root), note, createdAt, anchor });
}
