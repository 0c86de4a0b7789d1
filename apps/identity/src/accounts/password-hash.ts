/**
 * Password hashing with scrypt (RFC 7914), parameters in the hash so that they can grow later.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const LOG_N = 15;
const R = 8;
const P = 1;
const KEY_BYTES = 32;

function derive(password: string, salt: Buffer, logN: number, r: number, p: number): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
  return new Promise((resolve, reject) => {
    // NFKC (RFC 8265): the same password typed on another keyboard must give the same bytes.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** @returns `scrypt$log2N$r$p$salt$hash`, Base64url parts */
export async function hashPassword(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const key = await derive(password, salt, LOG_N, R, P);
  return ['scrypt', LOG_N, R, P, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Compares in constant time. A hash of another shape never matches. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const match = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(hash);
  if (!match) return false;
  const [, logN, r, p, salt, expected] = match;
  const key = await derive(password, Buffer.from(salt!, 'base64url'), Number(logN), Number(r), Number(p));
  const wanted = Buffer.from(expected!, 'base64url');
  return wanted.length === key.length && timingSafeEqual(wanted, key);
}
