/**
 * RLP, the serialization of Ethereum's headers, transactions and trie nodes (Yellow Paper, appendix B).
 * Decoding is strict: exactly one encoding of a value is taken, so that no byte of an input is free to change.
 */
import { concat } from '@sealtrail/bytes/concat';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

export type RlpItem = Uint8Array | readonly RlpItem[];

/** Headers and proof nodes nest two or three deep; the bound keeps hostile input off the call stack. */
const MAX_DEPTH = 16;

function bad(reason: string, offset: number): SealtrailError {
  return new SealtrailError('CHAIN_BAD_RLP', `RLP ${reason} at offset ${offset}.`, { offset });
}

function lengthPrefix(length: number, base: number): Uint8Array {
  if (length < 56) return Uint8Array.of(base + length);
  const digits = bigintToBytes(BigInt(length));
  return concat(Uint8Array.of(base + 55 + digits.length), digits);
}

/** RLP of a byte string or a (nested) list. */
export function encodeRlp(item: RlpItem): Uint8Array {
  if (item instanceof Uint8Array) {
    if (item.length === 1 && item[0]! < 0x80) return item.slice();
    return concat(lengthPrefix(item.length, 0x80), item);
  }
  const body = concat(...item.map(encodeRlp));
  return concat(lengthPrefix(body.length, 0xc0), body);
}

/**
 * The one item that fills `bytes`.
 * @throws SealtrailError CHAIN_BAD_RLP when an encoding is not minimal, a length leaves the input, or bytes are left over.
 */
export function decodeRlp(bytes: Uint8Array): RlpItem {
  const [item, end] = decodeAt(bytes, 0, bytes.length, 0);
  if (end !== bytes.length) throw bad('has bytes left over', end);
  return item;
}

/** Like decodeRlp for the first item only: answers the item and where it ends. */
export function decodeRlpPrefix(bytes: Uint8Array, start = 0): readonly [RlpItem, number] {
  return decodeAt(bytes, start, bytes.length, 0);
}

function decodeAt(bytes: Uint8Array, at: number, limit: number, depth: number): readonly [RlpItem, number] {
  if (at >= limit) throw bad('ends too early', at);
  if (depth > MAX_DEPTH) throw bad('is nested too deeply', at);
  const first = bytes[at]!;
  if (first < 0x80) return [bytes.subarray(at, at + 1), at + 1];
  const isList = first >= 0xc0;
  const short = first - (isList ? 0xc0 : 0x80);
  let start = at + 1;
  let length = short;
  if (short > 55) {
    length = longLength(bytes, start, short - 55, limit);
    start += short - 55;
  }
  const end = start + length;
  if (end > limit) throw bad('has a length that leaves the input', at);
  if (!isList) {
    if (length === 1 && bytes[start]! < 0x80) throw bad('wraps a single byte', at);
    return [bytes.subarray(start, end), end];
  }
  const items: RlpItem[] = [];
  for (let next = start; next < end;) {
    const [item, after] = decodeAt(bytes, next, end, depth + 1);
    items.push(item);
    next = after;
  }
  return [items, end];
}

function longLength(bytes: Uint8Array, at: number, digits: number, limit: number): number {
  if (at + digits > limit) throw bad('ends too early', at);
  if (digits > 4) throw bad('has a length out of reach', at);
  let length = 0;
  for (let i = 0; i < digits; i++) length = length * 256 + bytes[at + i]!;
  if (bytes[at] === 0 || length < 56) throw bad('has a length that is not minimal', at);
  return length;
}

/** Big-endian without leading zeros; zero is the empty string (Yellow Paper, BE). */
export function bigintToBytes(value: bigint): Uint8Array {
  if (value < 0n) throw new RangeError('"value" expected a non-negative integer');
  if (value === 0n) return new Uint8Array(0);
  const hex = value.toString(16);
  const padded = hex.length % 2 ? `0${hex}` : hex;
  const bytes = new Uint8Array(padded.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(padded.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Value of any big-endian bytes, leading zeros allowed. */
export function bytesToBigint(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

/**
 * An RLP scalar: at most `maxBytes` long, no leading zero.
 * @throws SealtrailError CHAIN_BAD_RLP
 */
export function rlpScalar(item: RlpItem | undefined, name: string, maxBytes = 32): bigint {
  const bytes = rlpBytes(item, name);
  if (bytes.length > maxBytes || bytes[0] === 0) {
    throw new SealtrailError(
      'CHAIN_BAD_RLP',
      `RLP field ${name} expected a minimal integer of at most ${maxBytes} bytes.`,
      { field: name },
    );
  }
  return bytesToBigint(bytes);
}

/**
 * A byte string, of exactly `length` bytes when given.
 * @throws SealtrailError CHAIN_BAD_RLP
 */
export function rlpBytes(item: RlpItem | undefined, name: string, length?: number): Uint8Array {
  if (!(item instanceof Uint8Array) || (length !== undefined && item.length !== length)) {
    throw new SealtrailError('CHAIN_BAD_RLP', `RLP field ${name} expected ${length ?? 'a string of'} bytes.`, {
      field: name,
    });
  }
  return item;
}

/**
 * A list, of exactly `length` items when given.
 * @throws SealtrailError CHAIN_BAD_RLP
 */
export function rlpList(item: RlpItem | undefined, name: string, length?: number): readonly RlpItem[] {
  if (item === undefined || item instanceof Uint8Array || (length !== undefined && item.length !== length)) {
    throw new SealtrailError(
      'CHAIN_BAD_RLP',
      `RLP field ${name} expected a list${length === undefined ? '' : ` of ${length}`}.`,
      { field: name },
    );
  }
  return item;
}
