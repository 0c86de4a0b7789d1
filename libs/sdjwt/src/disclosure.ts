/** Disclosures of RFC 9901 §4.2: salted members and array elements, and the digests that stand for them. */
import { fromBase64Url } from '@sealtrail/bytes/base64';
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import type { JsonValue } from '@sealtrail/bytes/json';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { type DisclosureCodec, pureCodec } from './codec.js';

type Sha256 = (data: Uint8Array) => Uint8Array;

/** Member name that holds digests of concealed members (§4.2.4.1). */
export const DIGESTS = '_sd';
/** Member name that holds the digest of a concealed array element (§4.2.4.2). */
export const ELEMENT = '...';

export interface Disclosure {
  /** Base64url text, as it travels and as it is hashed. */
  readonly encoded: string;
  /** Base64url of the SHA-256 of `encoded`. */
  readonly digest: string;
}

export interface ParsedDisclosure extends Disclosure {
  readonly salt: string;
  /** Absent for an array element. */
  readonly name?: string;
  readonly value: JsonValue;
}

/** Digest of an encoded disclosure (§4.2.3): over its ASCII text, not over what that decodes to. */
export function disclosureDigest(sha256: Sha256, encoded: string): string {
  return pureCodec(sha256).digest(encoded);
}

/**
 * Disclosure of an object member (§4.2.1).
 * @throws SealtrailError SDJWT_BAD_DISCLOSURE for names that SD-JWT keeps for itself, JSON_NUMBER
 */
export function discloseMember(sha256: Sha256, salt: Uint8Array, name: string, value: JsonValue): Disclosure {
  return sealMember(pureCodec(sha256), salt, name, value);
}

/** {@link discloseMember} with the conversions of a codec. */
export function sealMember(codec: DisclosureCodec, salt: Uint8Array, name: string, value: JsonValue): Disclosure {
  if (isReserved(name)) throw reserved(name);
  return seal(codec, `["${codec.bytes(salt)}",${canonicalJson(name)},${plain(value)}]`);
}

/**
 * Disclosure of an array element (§4.2.2).
 * @throws SealtrailError SDJWT_BAD_DISCLOSURE, JSON_NUMBER
 */
export function sealElement(codec: DisclosureCodec, salt: Uint8Array, value: JsonValue): Disclosure {
  return seal(codec, `["${codec.bytes(salt)}",${plain(value)}]`);
}

/**
 * Reads a disclosure of either kind.
 * @throws SealtrailError SDJWT_BAD_DISCLOSURE
 */
export function parseDisclosure(sha256: Sha256, encoded: string): ParsedDisclosure {
  let parts: JsonValue;
  try {
    parts = parseStrictJson(fromBase64Url(encoded));
  } catch (cause) {
    throw new SealtrailError('SDJWT_BAD_DISCLOSURE', 'A disclosure is not canonical Base64url of JSON.', {}, { cause });
  }
  const digest = disclosureDigest(sha256, encoded);
  if (Array.isArray(parts) && typeof parts[0] === 'string') {
    const [salt, second, third] = parts;
    if (parts.length === 2) return { encoded, digest, salt, value: second! };
    if (parts.length === 3 && typeof second === 'string') {
      if (isReserved(second)) throw reserved(second);
      return { encoded, digest, salt, name: second, value: third! };
    }
  }
  throw new SealtrailError(
    'SDJWT_BAD_DISCLOSURE',
    'A disclosure is neither [salt, name, value] nor [salt, value].',
    {},
  );
}

function seal(codec: DisclosureCodec, json: string): Disclosure {
  const encoded = codec.text(json);
  return { encoded, digest: codec.digest(encoded) };
}

/** Canonical text of a value that a verifier cannot mistake for digests. */
function plain(value: JsonValue): string {
  const text = canonicalJson(value);
  if (text.includes('"_sd":') || text.includes('"...":')) refuseReserved(value);
  return text;
}

function refuseReserved(value: JsonValue): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) for (const name of Object.keys(value)) if (isReserved(name)) throw reserved(name);
  for (const inner of Object.values(value)) refuseReserved(inner);
}

function isReserved(name: string): boolean {
  return name === DIGESTS || name === ELEMENT;
}

function reserved(name: string): SealtrailError {
  return new SealtrailError(
    'SDJWT_BAD_DISCLOSURE',
    `A member cannot be called "${name}": SD-JWT keeps that name for itself.`,
    { name },
  );
}
