import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import { fromHex } from '@sealtrail/bytes/hex';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { eventHash } from '@sealtrail/epcis/event-hash';
import { contextOfEvent } from '@sealtrail/epcis/event-list';
import { indexEvent, type IndexedEvent } from '@sealtrail/epcis/index-event';
import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { createHash } from 'node:crypto';
import type { GlnOwners } from '../party/gln-owners.js';
import type { CallerOrganisation } from '../platform/context/request-context.js';
import type { IssueDetail } from '../platform/errors/problem.js';
import { asObject, type CapturedDocument } from './captured-document.js';
import { glnIssues, storageIssues } from './check-index.js';
import { identityKeys } from './identity-keys.js';
import { partyRoleNumber } from './item-roles.js';
import type { NotaryFault } from './notary-job.js';
import type { NotarisedEvent, Notary } from './notary.js';
import type { ErrorBehaviour, PreparedDocument, PreparedEvent } from './prepared.js';
import { createYielder } from './yield-to-others.js';

export interface PrepareInput {
  readonly document: CapturedDocument;
  readonly organisation: CallerOrganisation;
  readonly owners: GlnOwners;
  readonly notary: Pick<Notary, 'notarise'>;
  readonly jobId: string;
  readonly createdBy: string;
  readonly recordedAt: number;
  readonly behaviour: ErrorBehaviour;
  /** Faults found by validation, by place in the document. */
  readonly issuesOf: (ordinal: number) => readonly IssueDetail[];
}

/** Hashes, indexes and notarises each event that passes; gathers the faults of the others. */
export async function prepareDocument(input: PrepareInput): Promise<PreparedDocument> {
  const { document, organisation, behaviour, jobId, createdBy, recordedAt } = input;
  const pause = createYielder();
  const issues: IssueDetail[] = [];
  const events: PreparedEvent[] = [];
  const drafts: (DraftEvent | IssueDetail[])[] = [];
  for (const ordinal of document.events.keys()) {
    await pause();
    const invalid = input.issuesOf(ordinal);
    drafts.push(invalid.length > 0 ? [...invalid] : prepareEvent(input, ordinal));
  }
  const toSeal = drafts.filter((draft): draft is DraftEvent => !Array.isArray(draft));
  const sealed = await input.notary.notarise(
    toSeal.map(({ payload, eventId }) => ({ payload, eventId, capturedBy: organisation.slug, recordedAt })),
  );
  let next = 0;
  for (const draft of drafts) {
    if (Array.isArray(draft)) {
      issues.push(...draft);
      continue;
    }
    const result = sealed[next++] as NotarisedEvent | NotaryFault;
    if ('code' in result) issues.push(unsealable(draft.ordinal + 1, result.code, result.message, result.pointer));
    else events.push({ ...draft, ...result });
  }
  const contextValue = canonicalJson(document.context.value);
  const contextId = createHash('sha256').update(contextValue, 'utf8').digest();
  return {
    jobId,
    organisationId: organisation.id,
    createdBy,
    recordedAt,
    behaviour,
    document,
    contextId,
    contextValue,
    events,
    issues,
  };
}

type DraftEvent = Omit<PreparedEvent, keyof NotarisedEvent>;

function prepareEvent(input: PrepareInput, ordinal: number): DraftEvent | IssueDetail[] {
  const { document, organisation, owners } = input;
  const number = ordinal + 1;
  const value = asObject(document.events[ordinal]);
  const context = contextOfEvent(document.context, value);
  const index = indexEvent(value, context);
  const hash = eventHash(value, context, nativeSuite.sha256);
  const eventId = index.eventID ?? hash;
  const issues = [...storageIssues(number, eventId, index), ...glnIssues(number, index, organisation.id, owners)];
  if (issues.length > 0) return issues;
  const span = document.spans[ordinal];
  if (!span) throw new Error('An event without a place in its document.');
  const payload = document.bytes.subarray(span.start, span.end);
  try {
    const keys = identityKeys(value, eventId);
    const cbvHash = fromHex(hash.slice('ni:///sha-256;'.length, 'ni:///sha-256;'.length + 64));
    return {
      ordinal,
      value,
      payload,
      eventId,
      index,
      cbvHash,
      keys,
      parties: partiesOf(index, organisation.id, owners),
    };
  } catch (error) {
    if (!isSealtrailError(error)) throw error;
    return [unsealable(number, error.code, error.message, error.data['pointer'])];
  }
}

function partiesOf(index: IndexedEvent, capturer: string, owners: GlnOwners): PreparedEvent['parties'] {
  const found = new Map([[`${capturer}0`, { organisationId: capturer, role: partyRoleNumber('capturer') }]]);
  for (const { role, gln } of index.parties) {
    const owner = owners.ownerOf(gln);
    if (owner !== undefined) found.set(`${owner}${role}`, { organisationId: owner, role: partyRoleNumber(role) });
  }
  return [...found.values()];
}

function unsealable(number: number, code: string, message: string, pointer: unknown): IssueDetail {
  return {
    event: number,
    field: typeof pointer === 'string' ? pointer : '',
    rule: 'sealable',
    clause: code.startsWith('JSON') ? 'RFC 8785 §3.2.2.3' : 'RFC 9901 §4.1',
    code,
    message,
  };
}
