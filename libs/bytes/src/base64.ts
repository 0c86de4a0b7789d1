import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

interface Alphabet {
  readonly name: string;
  /** Two characters for each 12-bit value: half the concatenations of a 6-bit table. */
  readonly pairs: readonly string[];
  /** 6-bit value by char code, 255 where there is none. */
  readonly values: Uint8Array;
  readonly padded: boolean;
}

function alphabet(name: string, characters: string, padded: boolean): Alphabet {
  const pairs = Array.from({ length: 4096 }, (_, n) => characters[n >> 6]! + characters[n & 63]!);
  const values = new Uint8Array(128).fill(255);
  for (let i = 0; i < 64; i++) values[characters.charCodeAt(i)] = i;
  return { name, pairs, values, padded };
}

const BASE64 = alphabet('Base64', STANDARD, true);
const BASE64URL = alphabet('Base64url', URL_SAFE, false);

function encode(bytes: Uint8Array, { pairs, padded }: Alphabet): string {
  const whole = bytes.length - (bytes.length % 3);
  let text = '';
  for (let i = 0; i < whole; i += 3) {
    const group = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!;
    text += pairs[group >> 12]! + pairs[group & 4095]!;
  }
  const rest = bytes.length - whole;
  if (rest === 1) text += pairs[bytes[whole]! << 4]! + (padded ? '==' : '');
  if (rest === 2) {
    const group = (bytes[whole]! << 16) | (bytes[whole + 1]! << 8);
    text += pairs[group >> 12]! + pairs[group & 4095]![0]! + (padded ? '=' : '');
  }
  return text;
}

function bad({ name }: Alphabet, what: string, offset: number): SealtrailError {
  return new SealtrailError('BYTES_BAD_BASE64', `Expected canonical ${name}: ${what} at offset ${offset}.`, { offset });
}

function decode(text: string, of: Alphabet): Uint8Array {
  let end = text.length;
  if (of.padded) {
    if (end % 4 !== 0) throw bad(of, 'the length must be a multiple of 4, the text ends', end);
    if (end > 0 && text.charCodeAt(end - 1) === 61) end -= text.charCodeAt(end - 2) === 61 ? 2 : 1;
  }
  if (end % 4 === 1) throw bad(of, 'a single left-over character', end - 1);
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? of.values[code]! : 255;
    if (value === 255) throw bad(of, 'a character outside the alphabet', i);
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
    }
  }
  // RFC 4648 §3.5: left-over bits must be zero, else two texts would decode to the same bytes.
  if ((held & ((1 << bits) - 1)) !== 0) throw bad(of, 'left-over bits that are not zero', end - 1);
  return bytes;
}

/** Padded Base64 (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  return encode(bytes, BASE64);
}

/**
 * Bytes of padded Base64 (RFC 4648 §4). Only the canonical spelling is taken.
 * @throws SealtrailError BYTES_BAD_BASE64
 */
export function fromBase64(text: string): Uint8Array {
  return decode(text, BASE64);
}

/** Base64url without padding, as JOSE uses it (RFC 7515 §2). */
export function toBase64Url(bytes: Uint8Array): string {
  return encode(bytes, BASE64URL);
}

/**
 * Bytes of Base64url without padding (RFC 7515 §2). Only the canonical spelling is taken.
 * @throws SealtrailError BYTES_BAD_BASE64
 */
export function fromBase64Url(text: string): Uint8Array {
  return decode(text, BASE64URL);
}
