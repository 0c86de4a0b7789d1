import type { Database } from '../platform/database/database.js';
import { findKnownIdentities } from './known-identities.js';
import { isCorrection, planBatch, type BatchPlan, type KnownIdentities } from './plan-batch.js';
import type { DocumentOutcome, PreparedDocument } from './prepared.js';
import { writeBatch } from './write-batch.js';

const ATTEMPTS = 10;
const UNIQUE_VIOLATION = '23505';

/**
 * Commits documents as one batch in one transaction and tells, in the same order, what became of each. The usual
 * case, nothing known before, costs no look-up: the unique identity keys say so if it was wrong, the transaction
 * leaves nothing behind, and the batch is planned again with what is stored by then.
 */
export async function commitBatch(
  database: Database,
  documents: readonly PreparedDocument[],
  nextBatchId: () => Promise<bigint>,
): Promise<DocumentOutcome[]> {
  let known: KnownIdentities = new Map();
  if (documents.some((document) => document.events.some(isCorrection)))
    known = await findKnownIdentities(database, documents);
  for (let attempt = 1; ; attempt++) {
    const plan = planBatch(documents, known);
    const finishedAt = Date.now();
    try {
      if (plan.documents.every((planned) => planned.refused)) return outcomes(plan, undefined, undefined, finishedAt);
      const batchId = await nextBatchId();
      const first = await database.withClient((client) => writeBatch(client, plan, batchId, finishedAt));
      return outcomes(plan, batchId, first, finishedAt);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isIdentityTaken(error)) throw error;
      known = await findKnownIdentities(database, documents);
    }
  }
}

function isIdentityTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === UNIQUE_VIOLATION &&
    'table' in error &&
    error.table === 'event_identity'
  );
}

function outcomes(
  plan: BatchPlan,
  batchId: bigint | undefined,
  first: bigint | undefined,
  finishedAt: number,
): DocumentOutcome[] {
  return plan.documents.map(({ taken, issues }) => ({
    finishedAt,
    issues,
    recorded: taken.map(({ event, as, duplicate }) => {
      if ('batchId' in as)
        return {
          ordinal: event.ordinal,
          eventId: as.eventId,
          batchId: as.batchId,
          pos: as.pos,
          leafIndex: as.leafIndex,
          duplicate,
        };
      if (batchId === undefined || first === undefined) throw new Error('A new event without a batch.');
      return {
        ordinal: event.ordinal,
        eventId: as.event.eventId,
        batchId,
        pos: as.pos,
        leafIndex: first + BigInt(as.pos),
        duplicate,
      };
    }),
  }));
}
