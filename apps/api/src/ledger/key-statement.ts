import { toBase64Url, fromBase64Url } from '@sealtrail/bytes/base64';
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import { utf8 } from '@sealtrail/bytes/utf8';
import type { Signer } from '@sealtrail/crypto/native-ed25519';
import type { CryptoSuite } from '@sealtrail/crypto/suite';

/** RFC 7638 thumbprint of an Ed25519 public key (RFC 8037 appendix A.3): the `kid` of the notary key. */
export function thumbprint(publicKey: Uint8Array, sha256: CryptoSuite['sha256']): string {
  return toBase64Url(sha256(utf8(canonicalJson({ crv: 'Ed25519', kty: 'OKP', x: toBase64Url(publicKey) }))));
}

/** The first leaf of every log: a JWT by the log key that names the key which signs its credentials. `iat` in seconds. */
export function issueKeyStatement(input: { origin: string; kid: string; notary: Uint8Array; logKey: Signer; iat: number }): string {
  const header = { alg: 'EdDSA', typ: 'sealtrail-key+jwt' };
  const jwk = { crv: 'Ed25519', kty: 'OKP', x: toBase64Url(input.notary) };
  const payload = { iss: input.origin, kid: input.kid, jwk, use: 'notary', iat: input.iat };
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${toBase64Url(input.logKey.sign(utf8(signed)))}`;
}

const encode = (value: Parameters<typeof canonicalJson>[0]): string => toBase64Url(utf8(canonicalJson(value)));

/** The key a statement names, when `logKey` signed it; undefined when it did not. */
export function openKeyStatement(
  statement: string,
  logKey: Uint8Array,
  suite: CryptoSuite,
): { origin: string; kid: string; notary: Uint8Array } | undefined {
  const [header, payload, signature, ...rest] = statement.split('.');
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  try {
    if (!suite.verifyEd25519(logKey, utf8(`${header}.${payload}`), fromBase64Url(signature))) return undefined;
    const claims = parseStrictJson(fromBase64Url(payload)) as { iss: string; kid: string; jwk: { x: string } };
    return { origin: claims.iss, kid: claims.kid, notary: fromBase64Url(claims.jwk.x) };
  } catch {
    return undefined;
  }
}
