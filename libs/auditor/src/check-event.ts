/** One event row against its own credential: payload, secret, envelope, and every column that follows from them. */
import { fromBase64Url, toBase64Url } from '@sealtrail/bytes/base64';
import { equalBytes } from '@sealtrail/bytes/equal';
import { fromHex } from '@sealtrail/bytes/hex';
import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { eventHash } from '@sealtrail/epcis/event-hash';
import { contextOf, contextOfEvent } from '@sealtrail/epcis/event-list';
import { indexEvent, type IndexedEvent } from '@sealtrail/epcis/index-event';
import { credentialPayload, type EventEnvelope } from '@sealtrail/evidence/credential';
import { disclosureDigest, discloseMember } from '@sealtrail/sdjwt/disclosure';
import { encodePart } from '@sealtrail/sdjwt/jws';
import { saltStream } from '@sealtrail/sdjwt/salts';
import type { EventRow } from './leaf-source.js';

/** What must be compared across events: which payload and secret belong to which credential. */
export interface SealMismatch {
  readonly row: EventRow;
  /** Digests that the signed credential holds. */
  readonly signed: ReadonlySet<string>;
}

export interface EventVerdict {
  /** The event, when payload and credential agree. */
  readonly event?: JsonObject;
  readonly index?: IndexedEvent;
  /** Columns that do not follow from the signed content. */
  readonly columns: readonly { column: string; sentence: string }[];
  /** Payload or secret, or both, are not those that were signed. */
  readonly mismatch?: SealMismatch & { readonly table: 'event' | 'event_secret'; readonly column: string };
  readonly erased?: boolean;
  readonly secretMissing?: boolean;
}

/** Judges an event whose credential is the one in the log. */
export function checkEvent(
  suite: CryptoSuite,
  origin: string,
  row: EventRow,
  contextValue: JsonValue | undefined,
): EventVerdict {
  const event = parse(row.payload);
  if (row.secret === null) {
    if (row.payload.length === 0) return { columns: [], erased: true };
    return {
      columns: event ? checkColumns(suite, row, event, contextValue) : [],
      secretMissing: true,
      ...(event && { event, index: indexEvent(event, contextOf({})) }),
    };
  }
  const signed = signedDigests(row.credential);
  if (!event) return { columns: [], mismatch: { row, signed, table: 'event', column: 'payload' } };
  const envelope = envelopeOf(suite, row);
  let payload: JsonObject;
  let disclosures: string[];
  try {
    ({ payload, disclosures } = credentialPayload(suite.sha256, { origin, event, envelope, secret: row.secret }));
  } catch {
    return {
      columns: [],
      mismatch: {
        row,
        signed,
        table: row.secret.length === 32 ? 'event' : 'event_secret',
        column: row.secret.length === 32 ? 'payload' : 'secret',
      },
    };
  }
  if (encodePart(payload) === row.credential.split('.')[1]) {
    return { event, index: indexEvent(event, contextOf({})), columns: checkColumns(suite, row, event, contextValue) };
  }
  const digests = disclosures.map((disclosure) => disclosureDigest(suite.sha256, disclosure));
  if (!digests.some((digest) => signed.has(digest)))
    return { columns: [], mismatch: { row, signed, table: 'event_secret', column: 'secret' } };
  // envelope members come first, in order of their names
  const wrong = ['payload', 'organisation_id', 'event_id', 'record_time'].filter((_, i) => !signed.has(digests[i]!));
  if (wrong.includes('payload')) return { columns: [], mismatch: { row, signed, table: 'event', column: 'payload' } };
  const columns = wrong.map((column) => ({ column, sentence: `${column} is not the one that was signed.` }));
  // iss or iat alone differ: the credential is in the log, so the time of record is what does not fit
  return {
    event,
    index: indexEvent(event, contextOf({})),
    columns:
      columns.length > 0
        ? columns
        : [{ column: 'record_time', sentence: 'record_time is not the one that was signed.' }],
  };
}

/** True when this payload under this secret is what the credential was made of: told by the hash of the captured bytes, its first disclosure. */
export function fits(suite: CryptoSuite, { signed }: SealMismatch, payload: Buffer, secret: Buffer | null): boolean {
  if (secret?.length !== 32) return false;
  const salt = saltStream(suite.sha256, secret)();
  return signed.has(discloseMember(suite.sha256, salt, 'captured', toBase64Url(suite.sha256(payload))).digest);
}

function envelopeOf(suite: CryptoSuite, row: EventRow): EventEnvelope {
  return {
    captured: suite.sha256(row.payload),
    capturedBy: row.slug ?? '',
    eventID: row.event_id,
    recordTime: row.record_time.toISOString(),
  };
}

function parse(payload: Uint8Array): JsonObject | undefined {
  try {
    // capture takes names given twice, the last one counting, as some published events have them
    const value = parseStrictJson(payload, { onDuplicateName: () => undefined });
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Every digest in the signed payload, on whatever level. */
function signedDigests(credential: string): Set<string> {
  const digests = new Set<string>();
  const walk = (value: JsonValue): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach(walk);
    for (const [name, inner] of Object.entries(value)) {
      if (name === '_sd' && Array.isArray(inner)) for (const digest of inner) digests.add(String(digest));
      else if (name === '...') digests.add(String(inner));
      else walk(inner!);
    }
  };
  try {
    walk(parseStrictJson(fromBase64Url(credential.split('.')[1] ?? '')));
  } catch {
    // a credential that is no token holds no digests
  }
  return digests;
}

function checkColumns(
  suite: CryptoSuite,
  row: EventRow,
  event: JsonObject,
  contextValue: JsonValue | undefined,
): { column: string; sentence: string }[] {
  const context = contextOfEvent(contextOf(contextValue === undefined ? {} : { '@context': contextValue }), event);
  const index = indexEvent(event, context);
  const hash = contextValue === undefined ? undefined : eventHash(event, context, suite.sha256);
  const expected: [column: string, expected: unknown, found: unknown][] = [
    ['event_id', index.eventID ?? (row.event_id.startsWith('ni:///') ? row.event_id : hash), row.event_id],
    ['type', index.type, row.type],
    ['action', index.action ?? null, row.action],
    ['event_time', index.eventTimeMs, row.event_time.getTime()],
    ['event_time_text', index.eventTime, row.event_time_text],
    ['event_time_zone_offset', index.eventTimeZoneOffset, row.event_time_zone_offset],
    ['biz_step', index.bizStep ?? null, row.biz_step],
    ['disposition', index.disposition ?? null, row.disposition],
    ['read_point', index.readPoint ?? null, row.read_point],
    ['biz_location', index.bizLocation ?? null, row.biz_location],
    ['error_declaration', index.errorDeclaration !== undefined, row.error_declaration],
    ['item_count', index.items.length, row.item_count],
  ];
  const found = expected
    .filter(([, want, have]) => want !== have)
    .map(([column, want, have]) => ({
      column,
      sentence: `${column} is ${show(have)}, the signed event says ${show(want)}.`,
    }));
  if (contextValue === undefined)
    found.push({ column: 'context_id', sentence: 'context_id names a context that is not there.' });
  else if (hash && !isSameHash(hash, row))
    found.push({ column: 'cbv_hash', sentence: 'cbv_hash is not the hash of the signed event.' });
  return found;
}

/** An id in hash form is signed with the event, so it vouches for the hash also where a document asked to leave fields out. */
function isSameHash(hash: string, row: EventRow): boolean {
  const of = (uri: string): Uint8Array | undefined => {
    const hex = /^ni:\/\/\/sha-256;([0-9a-f]{64})/.exec(uri)?.[1];
    return hex === undefined ? undefined : fromHex(hex);
  };
  const candidates = [of(hash), of(row.event_id)];
  return candidates.some((candidate) => candidate !== undefined && equalBytes(candidate, row.cbv_hash));
}

const show = (value: unknown): string =>
  value === null || value === undefined ? 'nothing' : value instanceof Uint8Array ? toBase64Url(value) : String(value);
