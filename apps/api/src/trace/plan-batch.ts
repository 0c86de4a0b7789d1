import { CLAUSES } from '@sealtrail/epcis/clauses';
import type { IssueDetail } from '../platform/errors/problem.js';
import { bodyDigest, idKey } from './identity-keys.js';
import type { PreparedDocument, PreparedEvent } from './prepared.js';

/** An event that is stored already. */
export interface StoredEvent {
  readonly batchId: bigint;
  readonly pos: number;
  readonly eventId: string;
  readonly leafIndex: bigint;
  /** Only looked up where an error declaration needs it. */
  readonly body?: Uint8Array;
}

/** What is stored under identity keys, by `keyName`. */
export type KnownIdentities = ReadonlyMap<string, StoredEvent>;

export interface NewEvent {
  readonly document: PreparedDocument;
  readonly event: PreparedEvent;
  readonly pos: number;
}

export interface PlannedDocument {
  readonly document: PreparedDocument;
  /** Refused as a whole: nothing of it is written. */
  readonly refused: boolean;
  readonly issues: readonly IssueDetail[];
  /** In document order: each taken event, new or known. */
  readonly taken: readonly {
    readonly event: PreparedEvent;
    readonly as: NewEvent | StoredEvent;
    readonly duplicate: boolean;
  }[];
}

export interface BatchPlan {
  readonly newEvents: readonly NewEvent[];
  readonly documents: readonly PlannedDocument[];
}

/** Sorts as organisation and key do. */
export const keyName = (organisationId: string, key: Buffer): string => organisationId + key.toString('latin1');

/** True when the event must be held against a stored one even if its own keys are free. */
export const isCorrection = (event: PreparedEvent): boolean => event.value['errorDeclaration'] !== undefined;

/**
 * Decides what of some documents is new, known or in conflict. Pure: the same input gives the same plan, and an event
 * twice in one batch is treated as if the first had been committed before the second came.
 */
export function planBatch(documents: readonly PreparedDocument[], known: KnownIdentities): BatchPlan {
  const newEvents: NewEvent[] = [];
  const fresh = new Map<string, NewEvent>();
  const planned = documents.map((document) => {
    const before = newEvents.length;
    const added: string[] = [];
    const issues: IssueDetail[] = [...document.issues];
    const taken: PlannedDocument['taken'][number][] = [];
    for (const event of document.events) {
      const content = keyName(document.organisationId, event.keys.content);
      const existing = fresh.get(content) ?? known.get(content);
      if (existing) {
        taken.push({ event, as: existing, duplicate: true });
        continue;
      }
      if (contradicts(document, event, fresh, known)) {
        issues.push(conflict(event));
        continue;
      }
      const created: NewEvent = { document, event, pos: newEvents.length };
      newEvents.push(created);
      for (const key of event.keys.id ? [content, keyName(document.organisationId, event.keys.id)] : [content]) {
        if (fresh.has(key)) continue;
        fresh.set(key, created);
        added.push(key);
      }
      taken.push({ event, as: created, duplicate: false });
    }
    const refused = issues.length > 0 && (document.behaviour === 'rollback' || taken.length === 0);
    if (refused) {
      newEvents.length = before;
      for (const key of added) fresh.delete(key);
    }
    return { document, refused, issues, taken: refused ? [] : taken };
  });
  return { newEvents, documents: planned };
}

function contradicts(
  document: PreparedDocument,
  event: PreparedEvent,
  fresh: ReadonlyMap<string, NewEvent>,
  known: KnownIdentities,
): boolean {
  const correction = isCorrection(event);
  if (!event.keys.id && !correction) return false;
  const name = keyName(document.organisationId, event.keys.id ?? idKey(event.eventId));
  const holder = fresh.get(name) ?? known.get(name);
  if (!holder) return false;
  // Its content key was free, so the holder's content is other; only an error declaration may be that.
  if (!correction) return true;
  const body = 'event' in holder ? bodyDigest(holder.event.value) : holder.body;
  return body === undefined || !bodyDigest(event.value).equals(body);
}

function conflict(event: PreparedEvent): IssueDetail {
  return {
    event: event.ordinal + 1,
    field: '/eventID',
    rule: 'event-id-unique',
    clause: CLAUSES.event,
    code: 'EVENT_ID_CONFLICT',
    message: `Another event of your organisation, with other content, has the eventID ${event.eventId} already.`,
  };
}
