/** Recovery of Ethereum signers; noble on both sides, since node:crypto cannot recover. */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';

/** See {@link CryptoSuite.recoverSecp256k1}. */
export function recoverAddress(hash: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
  if (hash.length !== 32 || signature.length !== 65) return undefined;
  const v = signature[64]!;
  // v of 2 and 3 (r beyond the order) does not occur in Ethereum; 27 and 28 would be a second spelling.
  if (v > 1) return undefined;
  try {
    const parsed = secp256k1.Signature.fromBytes(signature.subarray(0, 64), 'compact');
    if (parsed.hasHighS()) return undefined;
    const point = parsed.addRecoveryBit(v).recoverPublicKey(hash);
    return addressOfPoint(point.toBytes(false));
  } catch {
    return undefined;
  }
}

/** Address (20 bytes) of an uncompressed public key: the last bytes of the Keccak-256 of x || y. */
export function addressOfPoint(uncompressed: Uint8Array): Uint8Array {
  return keccak_256(uncompressed.subarray(1)).slice(12);
}

/** Signature r || s || v (v 0 or 1, low s, deterministic) over a 32-byte hash. */
export function signRecoverable(secretKey: Uint8Array, hash: Uint8Array): Uint8Array {
  const recovered = secp256k1.sign(hash, secretKey, { prehash: false, format: 'recovered', lowS: true });
  return Uint8Array.of(...recovered.subarray(1), recovered[0]!);
}

/** Ethereum address (20 bytes) of a secret key. */
export function addressOfSecret(secretKey: Uint8Array): Uint8Array {
  return addressOfPoint(secp256k1.getPublicKey(secretKey, false));
}
