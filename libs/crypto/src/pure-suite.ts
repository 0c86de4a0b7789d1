import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { verify } from './ed25519.js';
import { recoverAddress } from './secp256k1.js';
import type { CryptoSuite } from './suite.js';

/** {@link CryptoSuite} in JavaScript alone, for browsers and as the reference of every other suite. */
export const pureSuite: CryptoSuite = {
  sha256: (data) => sha256(data),
  keccak256: (data) => keccak_256(data),
  verifyEd25519: verify,
  verifyEs256(publicKey, message, signature) {
    if (signature.length !== 64 || (publicKey.length !== 33 && publicKey.length !== 65)) return false;
    try {
      return p256.verify(signature, message, publicKey, { lowS: false, prehash: true, format: 'compact' });
    } catch {
      return false;
    }
  },
  recoverSecp256k1: recoverAddress,
};
