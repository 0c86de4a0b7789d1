import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak256 } from './keccak.js';

/** What verifying a chain needs of cryptography; `CryptoSuite` of libs/crypto satisfies it. */
export interface ChainCrypto {
  keccak256(data: Uint8Array): Uint8Array;
  /** Address (20 bytes) of the key that signed `hash`; `signature` is r || s || v with v 0 or 1. */
  recoverSecp256k1(hash: Uint8Array, signature: Uint8Array): Uint8Array | undefined;
}

/** The last 20 bytes of the Keccak-256 hash of an uncompressed public key (64 bytes, without its 0x04). */
export function addressOfPublicKey(publicKey: Uint8Array): Uint8Array {
  return keccak256(publicKey).slice(12);
}

/** Runs everywhere, also in a browser; about 1 ms a recovery. */
export const pureChainCrypto: ChainCrypto = {
  keccak256,
  recoverSecp256k1(hash, signature) {
    const recovered = new Uint8Array(65);
    recovered[0] = signature[64]!;
    recovered.set(signature.subarray(0, 64), 1);
    try {
      const compressed = secp256k1.recoverPublicKey(recovered, hash, { prehash: false });
      return addressOfPublicKey(secp256k1.Point.fromBytes(compressed).toBytes(false).subarray(1));
    } catch {
      return undefined;
    }
  },
};
