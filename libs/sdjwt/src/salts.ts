/**
 * All salts of one credential from one secret: whoever destroys the 32 bytes makes every digest of that credential
 * meaningless, and whoever holds them can rebuild every disclosure.
 *
 * The keystream is the one-step key derivation of NIST SP 800-56C r2 §4.1 with SHA-256: block i is
 * SHA-256(i as 4 bytes big-endian from 1 || secret || "sealtrail/salts/1"). Each 32-byte block gives two salts, used
 * in the canonical order of the disclosures. Knowing some salts says nothing of the others.
 */
import { utf8 } from '@sealtrail/bytes/utf8';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** Bytes of a salt: the 128 bits that RFC 9901 §9.3 recommends. */
export const SALT_SIZE = 16;
/** Bytes of the secret. */
export const SECRET_SIZE = 32;

const LABEL = utf8('sealtrail/salts/1');

/**
 * The first `count` salts of a secret.
 * @throws SealtrailError CRYPTO_BAD_KEY when the secret is not 32 bytes
 */
export function deriveSalts(sha256: (data: Uint8Array) => Uint8Array, secret: Uint8Array, count: number): Uint8Array[] {
  const next = saltStream(sha256, secret);
  return Array.from({ length: count }, next);
}

/** The salts of a secret one after the other, as many as are asked for. */
export function saltStream(sha256: (data: Uint8Array) => Uint8Array, secret: Uint8Array): () => Uint8Array {
  if (secret.length !== SECRET_SIZE) {
    throw new SealtrailError(
      'CRYPTO_BAD_KEY',
      `The secret of a credential has ${SECRET_SIZE} bytes, got ${secret.length}.`,
      { length: secret.length },
    );
  }
  const preimage = new Uint8Array(4 + SECRET_SIZE + LABEL.length);
  preimage.set(secret, 4);
  preimage.set(LABEL, 4 + SECRET_SIZE);
  const counter = new DataView(preimage.buffer);
  let drawn = 0;
  let block = new Uint8Array() as Uint8Array;
  return () => {
    const half = drawn % 2;
    if (half === 0) {
      counter.setUint32(0, drawn / 2 + 1);
      block = sha256(preimage);
    }
    drawn++;
    return block.subarray(half * SALT_SIZE, (half + 1) * SALT_SIZE);
  };
}
