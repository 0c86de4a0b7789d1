/** The hot cryptography of the node. One implementation is native; another must give the same bytes. */
export interface CryptoEngine {
  /** Keccak-256, 32 bytes. */
  keccak256(data: Uint8Array): Uint8Array;
  /** Address (20 bytes) that made `signature` (r || s || v, v 0 or 1) over a 32-byte hash, or undefined. */
  recoverSecp256k1(hash: Uint8Array, signature: Uint8Array): Uint8Array | undefined;
  /** Deterministic (RFC 6979), low-s signature r || s || v over a 32-byte hash. */
  sign(hash: Uint8Array, privateKey: Uint8Array): Uint8Array;
  /** Address of a private key; throws RangeError when it is no valid key. */
  addressOf(privateKey: Uint8Array): Uint8Array;
  /** Uncompressed public key without its 0x04 (64 bytes), or throws. */
  recoverPublicKey(hash: Uint8Array, recovery: number, rs: Uint8Array): Uint8Array;
}
