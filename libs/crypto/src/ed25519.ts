/** Ed25519 (RFC 8032) in pure JavaScript, for the browser and as the reference of the native suite. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat } from '@sealtrail/bytes/concat';
import { equalBytes } from '@sealtrail/bytes/equal';
import { toHex } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

const { Point } = ed25519;
type EdwardsPoint = InstanceType<typeof Point>;

const ORDER = Point.Fn.ORDER;
const DECODED_LIMIT = 64;
/** Decoding a key and checking its order costs more than verifying with it: few keys sign nearly everything. */
const decoded = new Map<string, EdwardsPoint | undefined>();

export interface Ed25519KeyPair {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** A new key pair; `random` must be a cryptographic source of that many bytes. */
export function generate(random: (length: number) => Uint8Array): Ed25519KeyPair {
  const seed = random(32);
  return { seed, publicKey: publicKey(seed) };
}

/**
 * Public key (32 bytes) of a 32-byte seed.
 * @throws SealtrailError CRYPTO_BAD_KEY
 */
export function publicKey(seed: Uint8Array): Uint8Array {
  checkSeed(seed);
  return ed25519.getPublicKey(seed);
}

/**
 * Signature (64 bytes, deterministic) over a message.
 * @throws SealtrailError CRYPTO_BAD_KEY
 */
export function sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  checkSeed(seed);
  return ed25519.sign(message, seed);
}

/**
 * RFC 8032 §5.1.7 with the stricter readings throughout: canonical key, key of large order, reduced scalar, and the
 * equation without cofactor, which is the one OpenSSL checks. So a signature holds in the browser exactly when it
 * holds on a server.
 */
export function verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const point = decodeEd25519Key(key);
  if (point === undefined) return false;
  const r = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= ORDER) return false;
  const k = littleEndian(sha512(concat(r, key, message))) % ORDER;
  const expected = Point.BASE.multiplyUnsafe(s).subtract(point.multiplyUnsafe(k));
  return equalBytes(expected.toBytes(), r);
}

/** True for a canonical public key that is not of small order: one for which a signature means something. */
export function isSafeEd25519Key(key: Uint8Array): boolean {
  return decodeEd25519Key(key) !== undefined;
}

function decodeEd25519Key(key: Uint8Array): EdwardsPoint | undefined {
  if (key.length !== 32) return undefined;
  const name = toHex(key);
  if (decoded.has(name)) return decoded.get(name);
  let point: EdwardsPoint | undefined;
  try {
    point = Point.fromBytes(key, false);
    if (point.isSmallOrder()) point = undefined;
  } catch {
    point = undefined;
  }
  if (decoded.size >= DECODED_LIMIT) decoded.clear();
  decoded.set(name, point);
  return point;
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(Uint8Array.from(bytes).reverse())}`);
}

function checkSeed(seed: Uint8Array): void {
  if (seed.length !== 32) {
    throw new SealtrailError('CRYPTO_BAD_KEY', `An Ed25519 seed has 32 bytes, got ${seed.length}.`, {
      length: seed.length,
    });
  }
}
