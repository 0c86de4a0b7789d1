/** Verifier keys of C2SP signed-note: `<name>+<key id>+<Base64 of type and key>` (https://c2sp.org/signed-note). */
import { fromBase64, toBase64 } from '@sealtrail/bytes/base64';
import { concat } from '@sealtrail/bytes/concat';
import { toHex } from '@sealtrail/bytes/hex';
import { utf8 } from '@sealtrail/bytes/utf8';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { Sha256 } from '@sealtrail/merkle/hashing';

/** Signature type byte of plain Ed25519 notes; the only one taken so far. */
export const ED25519_TYPE = 1;

export interface VerifierKey {
  /** Key name; for a log its origin. */
  readonly name: string;
  /** First four bytes of the hash over name, type and key, as 8 hexadecimal digits. */
  readonly keyId: string;
  /** Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** Key names are not empty and hold neither spaces of any kind, nor control characters, nor a plus. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && !/[\s\p{White_Space}\p{Cc}\p{Surrogate}+]/u.test(name);
}

/**
 * Verifier key of an Ed25519 public key under a name.
 * @throws SealtrailError TLOG_BAD_KEY
 */
export function verifierKey(sha256: Sha256, name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw bad(`${JSON.stringify(name)} cannot name a key: no spaces, no plus, not empty`);
  if (publicKey.length !== 32) throw bad(`an Ed25519 key has 32 bytes, got ${publicKey.length}`);
  const digest = sha256(concat(utf8(`${name}\n`), Uint8Array.of(ED25519_TYPE), publicKey));
  return { name, keyId: toHex(digest.subarray(0, 4)), publicKey };
}

/** Text form of a verifier key. */
export function formatVkey({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${toBase64(concat(Uint8Array.of(ED25519_TYPE), publicKey))}`;
}

/**
 * Reads a verifier key; the key id must be the one that name and key give.
 * @throws SealtrailError TLOG_BAD_KEY
 */
export function parseVkey(sha256: Sha256, text: string): VerifierKey {
  // The Base64 part may itself hold plus signs.
  const [, name, keyId, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  if (name === undefined || keyId === undefined || encoded === undefined)
    throw bad('expected <name>+<8 hexadecimal digits>+<Base64>');
  let typed: Uint8Array;
  try {
    typed = fromBase64(encoded);
  } catch (cause) {
    throw new SealtrailError(
      'TLOG_BAD_KEY',
      'Malformed verifier key: its last part is not canonical Base64.',
      {},
      { cause },
    );
  }
  if (typed[0] !== ED25519_TYPE) throw bad(`signature type ${typed[0] ?? 'none'} is not Ed25519 (1)`);
  const key = verifierKey(sha256, name, typed.subarray(1));
  if (key.keyId !== keyId) throw bad(`its key id is ${keyId}, but name and key give ${key.keyId}`);
  return key;
}

function bad(what: string): SealtrailError {
  return new SealtrailError('TLOG_BAD_KEY', `Malformed verifier key: ${what}.`, {});
}
