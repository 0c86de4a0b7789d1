/**
 * The cryptography that verifying needs, behind one small interface: {@link pureSuite} runs anywhere,
 * {@link nativeSuite} runs on node and is an order of magnitude faster. Both accept exactly the same inputs;
 * `suite-conformance.spec.ts` holds every suite to that.
 *
 * Nothing here throws for hostile input: a malformed key or signature simply does not verify.
 */
export interface CryptoSuite {
  /** SHA-256 (FIPS 180-4), 32 bytes. */
  sha256(data: Uint8Array): Uint8Array;
  /** Keccak-256 with Ethereum's original padding, 32 bytes. */
  keccak256(data: Uint8Array): Uint8Array;
  /**
   * Ed25519 (RFC 8032 §5.1.7, equation without cofactor). Refuses keys that are not 32 bytes, not canonical
   * or of small order, and scalars that are not reduced: one signature per key, message and nonce.
   */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /**
   * ECDSA with P-256 and SHA-256 (RFC 7518 §3.4). The key is a SEC 1 point of 33 or 65 bytes, the signature
   * r || s of 64 bytes. High s is accepted, since WebCrypto makes it: never derive an identity from the bytes.
   */
  verifyEs256(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /**
   * Ethereum address (20 bytes) that signed a 32-byte hash, from r || s || v with v 0 or 1 and low s (EIP-2),
   * so that each signature has one spelling. Undefined when there is none.
   */
  recoverSecp256k1(hash: Uint8Array, signature: Uint8Array): Uint8Array | undefined;
}
