import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { type JsonPlace, scanStrictJson } from './json-scanner.js';
import type { JsonValue } from './json.js';
import { firstInvalidUtf8, fromUtf8, utf8 } from './utf8.js';

export { scanArraySpans, type Span } from './json-spans.js';

const DEFAULT_MAX_DEPTH = 64;
const LONE_SURROGATE = /\p{Surrogate}/u;
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export interface StrictJsonOptions {
  /** Deepest nesting of arrays and objects that is taken; default 64. */
  readonly maxDepth?: number;
  /** Largest document in UTF-8 bytes; default no limit. */
  readonly maxBytes?: number;
  /** Refuses integer literals beyond ±(2^53-1), which a double cannot hold exactly (RFC 7493 §2.2). */
  readonly refuseUnsafeIntegers?: boolean;
  /**
   * Hears of duplicate member names, of which the last then counts, instead of having the text refused: published
   * EPCIS documents hold some. A text with very many is refused all the same.
   */
  readonly onDuplicateName?: (place: JsonPlace & { readonly name: string }) => void;
}

/**
 * Parses I-JSON (RFC 7493) and nothing looser: no duplicate member names, lone surrogates, byte order mark,
 * invalid UTF-8, numbers beyond a double, or text after the value. Members called `__proto__` are plain members.
 *
 * The value comes from the platform's own parser, held against one light scan and one walk; only when these
 * disagree does the slow scanner run, to say what is wrong and where.
 *
 * @throws SealtrailError JSON_SYNTAX, JSON_DUPLICATE_KEY, JSON_LONE_SURROGATE, JSON_TOO_DEEP, JSON_NUMBER,
 *   JSON_TOO_LARGE, BYTES_BAD_UTF8; data has offset (UTF-8 bytes), line and column (from 1) and a JSON pointer
 */
export function parseStrictJson(input: Uint8Array | string, options: StrictJsonOptions = {}): JsonValue {
  const maxDepth = options.maxDepth ?? DEFAULT_MAX_DEPTH;
  const refuseUnsafeIntegers = options.refuseUnsafeIntegers ?? false;
  checkSize(input, options.maxBytes);
  const text = typeof input === 'string' ? input : decode(input);
  const members = scanShape(text, maxDepth);
  if (members >= 0 && !(typeof input === 'string' && LONE_SURROGATE.test(text))) {
    try {
      const value = JSON.parse(text) as JsonValue;
      if (isStrict(value, members, SURROGATE_ESCAPE.test(text), refuseUnsafeIntegers)) return value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  scanStrictJson(text, { maxDepth, refuseUnsafeIntegers, onDuplicateName: options.onDuplicateName });
  // Nothing wrong after all: tolerated duplicates, or a large number that is no integer literal.
  return JSON.parse(text) as JsonValue;
}

function checkSize(input: Uint8Array | string, maxBytes: number | undefined): void {
  if (maxBytes === undefined) return;
  // A UTF-16 unit is at most three bytes: count exactly only when it could matter.
  const bytes = typeof input !== 'string' ? input.length : input.length * 3 <= maxBytes ? 0 : utf8(input).length;
  if (bytes > maxBytes) {
    throw new SealtrailError('JSON_TOO_LARGE', `The document has ${bytes} bytes, the limit is ${maxBytes}.`, {
      bytes,
      limit: maxBytes,
    });
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    const offset = firstInvalidUtf8(bytes);
    const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, offset));
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    throw new SealtrailError(
      'BYTES_BAD_UTF8',
      `The document is not UTF-8: byte ${offset} (line ${line}, column ${column}) belongs to no character.`,
      { offset, line, column, pointer: '' },
      { cause },
    );
  }
}

/**
 * Counts object members (strings followed by a colon) outside strings and watches the nesting depth.
 * Returns -1 when the text is too deep or a string does not end: the slow scanner then finds the reason.
 */
function scanShape(text: string, maxDepth: number): number {
  let members = 0;
  let depth = 0;
  let at = 0;
  const length = text.length;
  while (at < length) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        if (at < 0) return -1;
        break;
      case 0x3a: // :
        members++;
        break;
      case 0x7b: // {
      case 0x5b: // [
        if (++depth > maxDepth) return -1;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth--;
        break;
    }
    at++;
  }
  return members;
}

/** Index of the closing quote of the string that opens at `open`, or -1. */
function endOfString(text: string, open: number): number {
  let end = text.indexOf('"', open + 1);
  while (end > 0) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}

/**
 * True when the parsed value kept every member (a duplicate name loses one), holds no infinite number, and,
 * where asked for, no lone surrogate and no unsafe integer. Depth is bounded before, so recursion is safe.
 */
function isStrict(root: JsonValue, members: number, checkSurrogates: boolean, checkIntegers: boolean): boolean {
  let kept = 0;
  const walk = (value: JsonValue): boolean => {
    if (typeof value === 'string') return !checkSurrogates || !LONE_SURROGATE.test(value);
    if (typeof value === 'number') {
      return Number.isFinite(value) && !(checkIntegers && Number.isInteger(value) && !Number.isSafeInteger(value));
    }
    if (typeof value !== 'object' || value === null) return true;
    if (Array.isArray(value)) {
      for (const element of value) if (!walk(element)) return false;
      return true;
    }
    const names = Object.keys(value);
    kept += names.length;
    for (const name of names) {
      if (checkSurrogates && LONE_SURROGATE.test(name)) return false;
      if (!walk(value[name]!)) return false;
    }
    return true;
  };
  return walk(root) && kept === members;
}
