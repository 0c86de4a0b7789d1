import { createPrivateKey, createPublicKey, type KeyObject, sign as nodeSign } from 'node:crypto';
import { concat } from '@sealtrail/bytes/concat';
import { fromHex } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** DER of an Ed25519 private key (RFC 8410 §7) up to the seed. */
const PKCS8_PREFIX = fromHex('302e020100300506032b657004220420');

export interface Signer {
  /** Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Ed25519 signature, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

export interface NativeSigner extends Signer {
  /** Can be handed to another thread, for {@link nativeSigner} there. */
  readonly key: KeyObject;
}

/**
 * Ed25519 signer on node:crypto, about 25 µs a signature; same bytes as the pure one.
 * @throws SealtrailError CRYPTO_BAD_KEY when the seed is not 32 bytes
 */
export function createNativeSigner(seed: Uint8Array): NativeSigner {
  if (seed.length !== 32) {
    throw new SealtrailError('CRYPTO_BAD_KEY', `An Ed25519 seed has 32 bytes, got ${seed.length}.`, {
      length: seed.length,
    });
  }
  return nativeSigner(createPrivateKey({ key: Buffer.from(concat(PKCS8_PREFIX, seed)), format: 'der', type: 'pkcs8' }));
}

/** Signer with an Ed25519 private key that is loaded already. */
export function nativeSigner(key: KeyObject): NativeSigner {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    key,
    publicKey: new Uint8Array(spki.subarray(spki.length - 32)),
    sign: (message) => new Uint8Array(nodeSign(null, message, key)),
  };
}
