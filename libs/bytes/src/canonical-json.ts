import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { JsonValue } from './json.js';

/** Deeper values are refused before they can exhaust the stack. */
const MAX_DEPTH = 512;
/** Characters that a JSON string must escape, and surrogates, which need a closer look. */
const NEEDS_CARE = /[\u0000-\u001f"\\\ud800-\udfff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;
/** From here on numbers are written with an exponent, so that nobody reads them as exact integers. */
const EXPONENT_FROM = 1e21;
const KEY_CACHE_LIMIT = 4096;

export interface CanonicalJsonOptions {
  /**
   * Takes integers beyond ±(2^53-1) as RFC 8785 alone does. By default they are refused (RFC 7493 §2.2),
   * since the digits written may differ from the digits once read.
   */
  readonly allowUnsafeIntegers?: boolean;
}

// Member names repeat endlessly (eventTime, bizStep, ...): quoting each once saves a third of the time.
const quotedKeys = new Map<string, string>();

function quote(text: string): string {
  if (!NEEDS_CARE.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text)) {
    throw new SealtrailError(
      'JSON_LONE_SURROGATE',
      'A string holds half of a surrogate pair, which is no character.',
      {},
    );
  }
  // JSON.stringify escapes exactly as RFC 8785 §3.2.2.2 asks.
  return JSON.stringify(text);
}

function quoteKey(key: string): string {
  let quoted = quotedKeys.get(key);
  if (quoted === undefined) {
    quoted = `${quote(key)}:`;
    if (quotedKeys.size < KEY_CACHE_LIMIT && key.length < 64) quotedKeys.set(key, quoted);
  }
  return quoted;
}

/** Own member names by UTF-16 code units (RFC 8785 §3.2.3): the default order of `sort`. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return keys.sort();
  return keys;
}

function number(value: number, options: CanonicalJsonOptions): string {
  if (!Number.isFinite(value))
    throw new SealtrailError('JSON_NUMBER', `JSON has no number ${value}.`, { value: String(value) });
  const unsafe = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < EXPONENT_FROM;
  if (unsafe && !options.allowUnsafeIntegers) {
    throw new SealtrailError(
      'JSON_NUMBER',
      `The integer ${value} is beyond 2^53-1 and cannot be kept exactly: write it as text.`,
      {
        value: String(value),
      },
    );
  }
  return value === 0 ? '0' : String(value);
}

function write(value: JsonValue, options: CanonicalJsonOptions, depth: number): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return number(value, options);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object') throw new TypeError(`canonicalJson: expected a JSON value, got ${typeof value}`);
  if (depth >= MAX_DEPTH)
    throw new SealtrailError('JSON_TOO_DEEP', `The value is nested deeper than ${MAX_DEPTH} levels.`, {
      limit: MAX_DEPTH,
    });
  if (Array.isArray(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i++) text += (i === 0 ? '' : ',') + write(value[i]!, options, depth + 1);
    return `${text}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // Dates, Maps and the like would silently become {}.
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('canonicalJson: expected a plain object');
  const keys = sortedKeys(value);
  let text = '{';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    text += (i === 0 ? '' : ',') + quoteKey(key) + write(value[key]!, options, depth + 1);
  }
  return `${text}}`;
}

/**
 * The one canonical text of a JSON value (RFC 8785, JCS).
 * @throws SealtrailError JSON_NUMBER, JSON_LONE_SURROGATE, JSON_TOO_DEEP
 * @throws TypeError for what is no JSON value (undefined, Date, function): a bug of the caller
 */
export function canonicalJson(value: JsonValue, options: CanonicalJsonOptions = {}): string {
  return write(value, options, 0);
}
