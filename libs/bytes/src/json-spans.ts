import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { fromUtf8 } from './utf8.js';

/** Half-open range of bytes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BACKSLASH = 0x5c;

/**
 * Byte range of each element of the array at `path` (member names from the root, e.g. `['epcisBody', 'eventList']`),
 * so that every event can be kept exactly as it was sent. One pass, no recursion.
 * The bytes must already have passed strict parsing. Of duplicate names on the path the first is followed, whereas a
 * parsed value keeps the last: refuse duplicates there. No array at that path: an empty list.
 *
 * @throws SealtrailError JSON_SYNTAX when the bytes were no JSON after all
 */
export function scanArraySpans(bytes: Uint8Array, path: readonly string[]): Span[] {
  let at = skipSpace(bytes, 0);
  for (const name of path) {
    if (bytes[at] !== OPEN_OBJECT) return [];
    const found = findMember(bytes, at, name);
    if (found < 0) return [];
    at = found;
  }
  return bytes[at] === OPEN_ARRAY ? elements(bytes, at) : [];
}

function elements(bytes: Uint8Array, open: number): Span[] {
  const spans: Span[] = [];
  let at = skipSpace(bytes, open + 1);
  while (bytes[at] !== CLOSE_ARRAY) {
    const end = skipValue(bytes, at);
    spans.push({ start: at, end });
    at = skipSpace(bytes, end);
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
    else if (bytes[at] !== CLOSE_ARRAY) throw broken(at);
  }
  return spans;
}

/** Offset of the value of a member of the object that opens at `open`, or -1. */
function findMember(bytes: Uint8Array, open: number, name: string): number {
  let at = skipSpace(bytes, open + 1);
  while (bytes[at] !== CLOSE_OBJECT) {
    const nameEnd = skipString(bytes, at);
    const found = JSON.parse(fromUtf8(bytes.subarray(at, nameEnd))) as string;
    at = skipSpace(bytes, nameEnd);
    if (bytes[at] !== 0x3a) throw broken(at);
    at = skipSpace(bytes, at + 1);
    if (found === name) return at;
    at = skipSpace(bytes, skipValue(bytes, at));
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
    else if (bytes[at] !== CLOSE_OBJECT) throw broken(at);
  }
  return -1;
}

function skipValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return skipString(bytes, start);
  if (first !== OPEN_ARRAY && first !== OPEN_OBJECT) return skipScalar(bytes, start);
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = skipString(bytes, at);
      continue;
    }
    at++;
    if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth++;
    else if ((byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) && --depth === 0) return at;
  }
  throw broken(at);
}

function skipScalar(bytes: Uint8Array, start: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte <= 0x20 || byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) break;
  }
  if (at === start) throw broken(at);
  return at;
}

function skipString(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== QUOTE) throw broken(start);
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) return at + 1;
    if (bytes[at] === BACKSLASH) at++;
  }
  throw broken(bytes.length);
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  if (at >= bytes.length) throw broken(at);
  return at;
}

function broken(offset: number): SealtrailError {
  return new SealtrailError('JSON_SYNTAX', `The JSON text breaks off or is malformed at byte ${offset}.`, { offset });
}
