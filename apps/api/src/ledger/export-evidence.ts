import { Injectable } from '@nestjs/common';
import { fromHex0x } from '@sealtrail/bytes/hex';
import { isJsonObject } from '@sealtrail/bytes/json';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { type AnchorParts, buildEvidence, type LeafProof } from '@sealtrail/evidence/build-evidence';
import { presentCredential, rebuildDisclosures } from '@sealtrail/evidence/credential';
import { verifyEvidence } from '@sealtrail/evidence/verify-evidence';
import { buildInclusionProof } from '@sealtrail/merkle/inclusion-proof';
import { parseJws } from '@sealtrail/sdjwt/jws';
import type { EventRecord } from '../trace/event-record.js';
import { Database } from '../platform/database/database.js';
import { type FinalAnchor, readCoveringAnchor } from './anchor.repository.js';
import { readCheckpoint } from './checkpoint.repository.js';
import { readCoveringCheckpoint, readKeyEvent, readSealedEvent } from './evidence.repository.js';
import { tileNodeReader } from './tile-node-reader.js';
import { TrustService } from './trust.service.js';

export type EvidenceLevel = 'published' | 'anchored';

/** Makes the evidence file of an event from what is stored, and verifies it as its reader would before it goes out. */
@Injectable()
export class ExportEvidence {
  constructor(
    private readonly database: Database,
    private readonly trust: TrustService,
  ) {}

  /**
   * Text of an evidence file with every field disclosed. `event` comes from the access layer: whoever has it may see it.
   * @throws SealtrailError EVIDENCE_ERASED, NOT_YET_ANCHORED, EVIDENCE_SELF_CHECK
   */
  async export(event: EventRecord, level: EvidenceLevel): Promise<string> {
    const { pool } = this.database;
    const sealed = await readSealedEvent(pool, event.batchId, event.pos);
    if (!sealed?.secret)
      throw new SealtrailError(
        'EVIDENCE_ERASED',
        'This event was erased: its secret is destroyed, so that nothing can be shown of it any more.',
      );
    const { checkpoint, size, anchor } = await this.readProofHead(event.leafIndex, level);
    const kid = String(parseJws(sealed.credential).header['kid']);
    const key = await readKeyEvent(pool, kid);
    if (!key)
      throw new SealtrailError(
        'EVIDENCE_SELF_CHECK',
        'The key that signed this event is not registered in the log: run fsck.',
        { kid },
      );

    const disclosures = disclosuresOf(event, sealed.capturedBy, sealed.secret);
    const leafProof = async (index: bigint): Promise<LeafProof> => ({
      index,
      hashes: await buildInclusionProof(nativeSuite.sha256, tileNodeReader(pool, nativeSuite.sha256), index, size),
    });
    const text = buildEvidence({
      credential: presentCredential({ jwt: sealed.credential, disclosures }),
      leaf: await leafProof(event.leafIndex),
      keyStatement: key.statement,
      keyLeaf: await leafProof(key.leafIndex),
      checkpoint,
      anchor: anchor ? anchorParts(anchor) : null,
    });
    await this.check(text, anchor === undefined);
    return text;
  }

  private async readProofHead(
    leafIndex: bigint,
    level: EvidenceLevel,
  ): Promise<{ checkpoint: string; size: bigint; anchor: FinalAnchor | undefined }> {
    const { pool } = this.database;
    const anchor = await readCoveringAnchor(pool, leafIndex + 1n, true);
    const anchored = anchor && (await readCheckpoint(pool, anchor.size));
    if (anchor && anchored) return { checkpoint: anchored.note, size: anchored.size, anchor };
    const published = level === 'published' ? await readCoveringCheckpoint(pool, leafIndex + 1n) : undefined;
    if (published) return { checkpoint: published.note, size: published.size, anchor: undefined };
    const missing = level === 'published' ? 'published' : 'anchored';
    throw new SealtrailError(
      'NOT_YET_ANCHORED',
      `This event is recorded, but not ${missing} yet: try again in a moment.`,
      { retryAfter: 2 },
    );
  }

  /** Nothing leaves that its reader would refuse. */
  private async check(text: string, acceptUnanchored: boolean): Promise<void> {
    const { verdict, steps } = verifyEvidence(text, {
      suite: nativeSuite,
      trust: await this.trust.roots(),
      acceptUnanchored,
    });
    if (verdict === 'valid') return;
    const failed = steps.find(({ status }) => status === 'failed');
    throw new SealtrailError(
      'EVIDENCE_SELF_CHECK',
      `The stored proof of this event does not hold (${failed?.name ?? 'file'}: ${failed?.sentence ?? 'unreadable'}) Run fsck.`,
      {
        step: failed?.name,
      },
    );
  }
}

function disclosuresOf(event: EventRecord, capturedBy: string, secret: Uint8Array): string[] {
  // capture takes names given twice, the last one counting, as some published events have them
  const value = parseStrictJson(event.payload, { onDuplicateName: () => undefined });
  if (!isJsonObject(value))
    throw new SealtrailError('EVIDENCE_SELF_CHECK', 'The stored event is no JSON object: run fsck.');
  const captured = nativeSuite.sha256(event.payload);
  const envelope = { captured, capturedBy, eventID: event.eventId, recordTime: event.recordTime.toISOString() };
  return rebuildDisclosures(nativeSuite.sha256, value, envelope, secret);
}

function anchorParts({ chainId, contract, publisher, proof }: FinalAnchor): AnchorParts {
  const bytes = (nodes: readonly string[] = []): Uint8Array[] => nodes.map(fromHex0x);
  return {
    chainId,
    contract: fromHex0x(contract),
    publisher: fromHex0x(publisher),
    header: fromHex0x(proof.header ?? '0x'),
    accountProof: bytes(proof.accountProof),
    storageProof: [bytes(proof.storageProof[0]), bytes(proof.storageProof[1])],
  };
}
