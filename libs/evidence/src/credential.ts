/**
 * The credential of one event: an SD-JWT (RFC 9901) signed by the notary key. Every member of the event and of its
 * envelope is a disclosure; in lists of items each item is one, so that a reader may be shown some and not others.
 *
 * Canonical order of the disclosures, in which salts are drawn: the envelope's members by name, then the event's
 * members by name, with the elements of an item list in its place, by position.
 */
import { toBase64Url } from '@sealtrail/bytes/base64';
import type { JsonObject } from '@sealtrail/bytes/json';
import { utf8 } from '@sealtrail/bytes/utf8';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { DisclosureCodec } from '@sealtrail/sdjwt/codec';
import { concealMembers, formatSdJwt } from '@sealtrail/sdjwt/issue';
import { encodePart, signJws, type SignFunction } from '@sealtrail/sdjwt/jws';
import { saltStream } from '@sealtrail/sdjwt/salts';

type Sha256 = (data: Uint8Array) => Uint8Array;

export const CREDENTIAL_TYPE = 'sealtrail-event+sd-jwt';

/** EPCIS members whose elements each name an item or a class of items (EPCIS 2.0 §7.4). */
export const ITEM_LISTS: ReadonlySet<string> = new Set([
  'epcList',
  'childEPCs',
  'inputEPCList',
  'outputEPCList',
  'quantityList',
  'childQuantityList',
  'inputQuantityList',
  'outputQuantityList',
]);

/** What the platform adds to an event when it takes it. */
export interface EventEnvelope {
  /** SHA-256 of the event's bytes as captured, 32 bytes. */
  readonly captured: Uint8Array;
  /** Slug of the organisation that captured it. */
  readonly capturedBy: string;
  /** The event's id: its own, or the hash URI assigned to it. */
  readonly eventID: string;
  /** RFC 3339 in UTC with milliseconds, e.g. 2026-11-22T20:15:00.000Z. */
  readonly recordTime: string;
}

export interface CredentialInput {
  /** Origin of the log. */
  readonly origin: string;
  /** The event as captured. */
  readonly event: JsonObject;
  readonly envelope: EventEnvelope;
  /** 32 random bytes, used for this event alone. */
  readonly secret: Uint8Array;
  /** Faster conversions of this platform; the credential is the same. */
  readonly codec?: DisclosureCodec;
}

export interface IssueInput extends CredentialInput {
  readonly sha256: Sha256;
  /** JWK thumbprint of the notary key. */
  readonly kid: string;
  /** Signs with the notary key (Ed25519). */
  readonly sign: SignFunction;
}

export interface EventCredential {
  /** The issuer-signed JWT: what is hashed into the log. */
  readonly jwt: string;
  /** Encoded disclosures in canonical order. Not worth storing: see {@link rebuildDisclosures}. */
  readonly disclosures: readonly string[];
}

const RECORD_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Issues the credential of an event.
 * @throws SealtrailError SDJWT_BAD_DISCLOSURE for members called `_sd` or `...`, JSON_NUMBER for integers beyond 2^53-1,
 *   BAD_REQUEST for a malformed envelope
 */
export function issueEventCredential(input: IssueInput): EventCredential {
  const { payload, disclosures } = credentialPayload(input.sha256, input);
  return { jwt: signJws(encodedHeader(input.kid), payload, input.sign, input.codec), disclosures };
}

/**
 * The payload that is signed, and the disclosures that belong to it. Deterministic: an audit derives the same payload
 * from the stored event and secret and holds it against the stored credential.
 * @throws SealtrailError as {@link issueEventCredential}
 */
export function credentialPayload(
  sha256: Sha256,
  { origin, event, envelope, secret, codec }: CredentialInput,
): { payload: JsonObject; disclosures: string[] } {
  checkEnvelope(envelope);
  const nextSalt = saltStream(sha256, secret);
  const outer = concealMembers(sha256, { ...envelope, captured: toBase64Url(envelope.captured) }, nextSalt, { codec });
  const inner = concealMembers(sha256, event, nextSalt, { elementsOf: ITEM_LISTS, codec });
  return {
    payload: {
      iss: origin,
      iat: issuedAt(envelope.recordTime),
      ...outer.object,
      _sd_alg: 'sha-256',
      event: inner.object,
    },
    disclosures: [...outer.disclosures, ...inner.disclosures],
  };
}

/**
 * The disclosures of an event from what is stored: event, envelope and secret.
 * @throws SealtrailError as {@link issueEventCredential}
 */
export function rebuildDisclosures(
  sha256: Sha256,
  event: JsonObject,
  envelope: EventEnvelope,
  secret: Uint8Array,
): string[] {
  return credentialPayload(sha256, { origin: '', event, envelope, secret }).disclosures;
}

/** `<jwt>~<disclosure>~...~` with all fields disclosed. */
export function presentCredential({ jwt, disclosures }: EventCredential): string {
  return formatSdJwt(jwt, disclosures);
}

/** The log entry of a signed token: SHA-256 of its ASCII text, 32 bytes. */
export function logEntry(sha256: Sha256, jwt: string): Uint8Array {
  return sha256(utf8(jwt));
}

/** Seconds since 1970 of a time of record. */
export function issuedAt(recordTime: string): number {
  return Math.floor(Date.parse(recordTime) / 1000);
}

let lastHeader: { kid: string; encoded: string } | undefined;

/** One notary key signs nearly everything: its header is encoded once. */
function encodedHeader(kid: string): string {
  if (lastHeader?.kid !== kid) lastHeader = { kid, encoded: encodePart({ alg: 'EdDSA', typ: CREDENTIAL_TYPE, kid }) };
  return lastHeader.encoded;
}

function checkEnvelope({ captured, recordTime }: EventEnvelope): void {
  if (captured.length !== 32)
    throw new SealtrailError('BAD_REQUEST', `The hash of the captured bytes has 32 bytes, got ${captured.length}.`, {});
  if (!RECORD_TIME.test(recordTime) || Number.isNaN(Date.parse(recordTime))) {
    throw new SealtrailError(
      'BAD_REQUEST',
      `The time of record must look like 2026-01-31T12:00:00.000Z, got ${recordTime}.`,
      { recordTime },
    );
  }
}
