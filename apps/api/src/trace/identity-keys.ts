import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import type { JsonObject } from '@sealtrail/bytes/json';
import { hash } from 'node:crypto';

/** eventIDs in the hash form of CBV 2.0 §8.9 point at content; they are computed, often by others, and often stale. */
const HASH_ID = /^ni:\/\/\/sha-256;/;

export interface IdentityKeys {
  /** Same key: the same event, sent again. Content without eventID and recordTime (RFC 8785, SHA-256). */
  readonly content: Buffer;
  /** Claimed by the first event of this eventID; absent where an eventID does not stand for one content. */
  readonly id: Buffer | undefined;
}

// One call, no hash object: half the time for short texts.
const digest = (kind: string, text: string): Buffer => hash('sha256', `${kind}\u0000${text}`, 'buffer');

/**
 * The keys under which an organisation's events are told apart. An error declaration repeats the eventID of the
 * event that it declares wrong (EPCIS 2.0 §7.4.1.2), so it claims none; neither does an eventID in hash form.
 */
export function identityKeys(event: JsonObject, eventId: string): IdentityKeys {
  const { eventID: _id, recordTime: _recorded, ...content } = event;
  const claims = event['errorDeclaration'] === undefined && !HASH_ID.test(eventId);
  return { content: digest('content', canonicalJson(content)), id: claims ? idKey(eventId) : undefined };
}

/** Key of an eventID. */
export function idKey(eventId: string): Buffer {
  return digest('id', eventId);
}

/** Digest of what an error declaration must share with the event it is about. */
export function bodyDigest(event: JsonObject): Buffer {
  const { eventID: _id, recordTime: _recorded, errorDeclaration: _declaration, ...body } = event;
  return digest('body', canonicalJson(body));
}
