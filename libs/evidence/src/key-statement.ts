/**
 * Key statements: the log key names the notary key, and the statement is itself an entry of the log, so that no key
 * can be slipped in unseen. The header carries the log's own public key, only so that a first-time reader can pin it.
 */
import { fromBase64Url, toBase64Url } from '@sealtrail/bytes/base64';
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import { equalBytes } from '@sealtrail/bytes/equal';
import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { utf8 } from '@sealtrail/bytes/utf8';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { encodePart, parseJws, signJws, type SignFunction, verifyJws } from '@sealtrail/sdjwt/jws';

export const KEY_STATEMENT_TYPE = 'sealtrail-key+jwt';

export interface KeyStatement {
  readonly origin: string;
  readonly kid: string;
  /** Notary key, Ed25519, 32 bytes. */
  readonly notaryKey: Uint8Array;
}

/** JWK thumbprint (RFC 7638, RFC 8037 appendix A.3) of an Ed25519 key: the `kid` of the notary key. */
export function keyThumbprint(sha256: (data: Uint8Array) => Uint8Array, publicKey: Uint8Array): string {
  return toBase64Url(sha256(utf8(canonicalJson(jwkOf(publicKey)))));
}

/** The statement of the log key that a notary key signs for it. `iat` in seconds since 1970. */
export function issueKeyStatement(
  sha256: (data: Uint8Array) => Uint8Array,
  input: { origin: string; notaryKey: Uint8Array; iat: number; logKey: { publicKey: Uint8Array; sign: SignFunction } },
): string {
  const header = encodePart({ alg: 'EdDSA', typ: KEY_STATEMENT_TYPE, jwk: jwkOf(input.logKey.publicKey) });
  const payload = {
    iss: input.origin,
    iat: input.iat,
    kid: keyThumbprint(sha256, input.notaryKey),
    jwk: jwkOf(input.notaryKey),
    use: 'notary',
  };
  return signJws(header, payload, input.logKey.sign);
}

/**
 * Opens a statement under the key of the log.
 * @throws SealtrailError SDJWT_MALFORMED, SDJWT_BAD_SIGNATURE
 */
export function openKeyStatement(
  suite: CryptoSuite,
  statement: string,
  log: { origin: string; publicKey: Uint8Array },
): KeyStatement {
  const jws = parseJws(statement);
  verifyJws(suite, jws, { alg: 'EdDSA', publicKey: log.publicKey });
  const { typ, jwk } = jws.header;
  if (typ !== KEY_STATEMENT_TYPE)
    throw malformed(`its type is ${JSON.stringify(typ) ?? 'missing'}, expected ${KEY_STATEMENT_TYPE}`);
  if (jwk !== undefined && !equalBytes(keyOf(jwk), log.publicKey))
    throw malformed('it names another log key than the one that signed it');
  const { iss, kid, jwk: notary, use } = jws.payload;
  if (iss !== log.origin)
    throw malformed(`it is of the log ${JSON.stringify(iss) ?? 'nobody'}, expected ${log.origin}`);
  if (use !== 'notary') throw malformed(`the key is for ${JSON.stringify(use) ?? 'nothing'}, expected "notary"`);
  const notaryKey = keyOf(notary);
  if (kid !== keyThumbprint(suite.sha256, notaryKey)) throw malformed('the key id is not that of the key');
  return { origin: log.origin, kid: kid as string, notaryKey };
}

/** The log key that a statement names for itself: worth nothing until someone pins it. Undefined when it names none. */
export function claimedLogKey(statement: string): Uint8Array | undefined {
  const { jwk } = parseJws(statement).header;
  return jwk === undefined ? undefined : keyOf(jwk);
}

function jwkOf(publicKey: Uint8Array): JsonObject {
  return { crv: 'Ed25519', kty: 'OKP', x: toBase64Url(publicKey) };
}

function keyOf(jwk: JsonValue | undefined): Uint8Array {
  if (!isJsonObject(jwk) || jwk['kty'] !== 'OKP' || jwk['crv'] !== 'Ed25519' || typeof jwk['x'] !== 'string') {
    throw malformed('a key in it is no Ed25519 key');
  }
  const key = fromBase64Url(jwk['x']);
  if (key.length !== 32) throw malformed(`a key in it has ${key.length} bytes, expected 32`);
  return key;
}

function malformed(what: string): SealtrailError {
  return new SealtrailError('SDJWT_MALFORMED', `The key statement is malformed: ${what}.`, {});
}
