import { createPublicKey, hash, verify as nodeVerify, type KeyObject } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { concat } from '@sealtrail/bytes/concat';
import { fromHex, toHex } from '@sealtrail/bytes/hex';
import { isSafeEd25519Key } from './ed25519.js';
import { recoverAddress } from './secp256k1.js';
import type { CryptoSuite } from './suite.js';

/** DER of public keys up to the key bytes: RFC 8410 §4 for Ed25519, RFC 5480 §2 for P-256 points. */
const ED25519_SPKI = fromHex('302a300506032b6570032100');
const P256_SPKI = {
  33: fromHex('3039301306072a8648ce3d020106082a8648ce3d030107032200'),
  65: fromHex('3059301306072a8648ce3d020106082a8648ce3d030107034200'),
};
const KEY_LIMIT = 256;
const keys = new Map<string, KeyObject | undefined>();

/** Parsed keys are kept: parsing costs as much as a verification. */
function keyOf(prefix: Uint8Array, publicKey: Uint8Array, isSafe: (key: Uint8Array) => boolean): KeyObject | undefined {
  const name = toHex(publicKey);
  if (keys.has(name)) return keys.get(name);
  let key: KeyObject | undefined;
  try {
    if (isSafe(publicKey))
      key = createPublicKey({ key: Buffer.from(concat(prefix, publicKey)), format: 'der', type: 'spki' });
  } catch {
    key = undefined;
  }
  if (keys.size >= KEY_LIMIT) keys.clear();
  keys.set(name, key);
  return key;
}

/** SEC 1 points with the tags 2, 3 and 4 only; OpenSSL would also take the hybrid tags 6 and 7. */
function isPlainPoint(publicKey: Uint8Array): boolean {
  const tag = publicKey[0];
  return publicKey.length === 65 ? tag === 4 : tag === 2 || tag === 3;
}

function view(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** {@link CryptoSuite} on node:crypto; what node cannot do (Keccak, recovery) stays with noble. */
export const nativeSuite: CryptoSuite = {
  sha256: (data) => view(hash('sha256', data, 'buffer')),
  keccak256: (data) => keccak_256(data),
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    // node:crypto takes keys of small order, under which one signature fits many messages.
    const key = keyOf(ED25519_SPKI, publicKey, isSafeEd25519Key);
    return key !== undefined && nodeVerify(null, message, key, signature);
  },
  verifyEs256(publicKey, message, signature) {
    if (signature.length !== 64 || (publicKey.length !== 33 && publicKey.length !== 65)) return false;
    const key = keyOf(P256_SPKI[publicKey.length], publicKey, isPlainPoint);
    return key !== undefined && nodeVerify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
  },
  recoverSecp256k1: recoverAddress,
};
