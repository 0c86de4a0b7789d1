/** Compact JWS (RFC 7515) as far as SD-JWT needs it: signing, strict reading, verifying with one fixed key. */
import { fromBase64Url, toBase64Url } from '@sealtrail/bytes/base64';
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import { isJsonObject, type JsonObject } from '@sealtrail/bytes/json';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import { utf8 } from '@sealtrail/bytes/utf8';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { DisclosureCodec } from './codec.js';

/** Signs the ASCII bytes of a JWS signing input. */
export type SignFunction = (signingInput: Uint8Array) => Uint8Array;

export interface ParsedJws {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  readonly signature: Uint8Array;
  /** `header.payload` as it was signed. */
  readonly signingInput: Uint8Array;
  /** The whole compact text. */
  readonly text: string;
}

/** A key for exactly one algorithm: 32 bytes for EdDSA (RFC 8037), a SEC 1 point for ES256. */
export interface JwsKey {
  readonly alg: 'EdDSA' | 'ES256';
  readonly publicKey: Uint8Array;
}

const PURE = { text: (text: string): string => toBase64Url(utf8(text)), bytes: toBase64Url };

/** One part of a compact JWS: Base64url of canonical JSON. Encode a header once and use it for many signatures. */
export function encodePart(value: JsonObject): string {
  return toBase64Url(utf8(canonicalJson(value)));
}

/** Compact JWS over a payload. */
export function signJws(
  encodedHeader: string,
  payload: JsonObject,
  sign: SignFunction,
  codec: Pick<DisclosureCodec, 'text' | 'bytes'> = PURE,
): string {
  const signingInput = `${encodedHeader}.${codec.text(canonicalJson(payload))}`;
  return `${signingInput}.${codec.bytes(sign(utf8(signingInput)))}`;
}

/**
 * Reads a compact JWS without verifying it.
 * @throws SealtrailError SDJWT_MALFORMED
 */
export function parseJws(text: string): ParsedJws {
  const [header, payload, signature, ...rest] = text.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    throw new SealtrailError('SDJWT_MALFORMED', 'A signed token has three parts between dots.', {});
  }
  return {
    header: part('header', header),
    payload: part('payload', payload),
    signature: decode('signature', signature),
    signingInput: utf8(`${header}.${payload}`),
    text,
  };
}

/**
 * Verifies a JWS; the key decides the algorithm, the header must agree and may ask for no extension (RFC 7515 §4.1.11).
 * @throws SealtrailError SDJWT_BAD_SIGNATURE
 */
export function verifyJws(suite: CryptoSuite, { header, signature, signingInput }: ParsedJws, key: JwsKey): void {
  const { alg, crit } = header;
  if (alg !== key.alg) throw bad(`Expected the algorithm ${key.alg}, found ${JSON.stringify(alg) ?? 'none'}.`);
  if (crit !== undefined) throw bad('The header asks for extensions (crit) that are not known here.');
  const holds =
    key.alg === 'EdDSA'
      ? suite.verifyEd25519(key.publicKey, signingInput, signature)
      : suite.verifyEs256(key.publicKey, signingInput, signature);
  if (!holds) throw bad('The signature does not hold for this key.');
}

function part(name: string, encoded: string): JsonObject {
  let value;
  try {
    value = parseStrictJson(decode(name, encoded));
  } catch (cause) {
    throw new SealtrailError(
      'SDJWT_MALFORMED',
      `The ${name} of the token is not Base64url of JSON.`,
      { part: name },
      { cause },
    );
  }
  if (!isJsonObject(value))
    throw new SealtrailError('SDJWT_MALFORMED', `The ${name} of the token is no JSON object.`, { part: name });
  return value;
}

function decode(name: string, encoded: string): Uint8Array {
  try {
    return fromBase64Url(encoded);
  } catch (cause) {
    throw new SealtrailError(
      'SDJWT_MALFORMED',
      `The ${name} of the token is not canonical Base64url.`,
      { part: name },
      { cause },
    );
  }
}

function bad(sentence: string): SealtrailError {
  return new SealtrailError('SDJWT_BAD_SIGNATURE', sentence, {});
}
