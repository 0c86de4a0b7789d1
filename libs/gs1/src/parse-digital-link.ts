import { isDigits } from './check-digit.js';
import { applicationIdentifier } from './application-identifiers.js';
import { decodeSegment, firstOutside } from './character-sets.js';
import { aiOfAlias, fitsShape, type Gs1Key, keyRule } from './gs1-keys.js';

/** A key read from a Digital Link, with the attributes of its query (`?17=261231`). */
export interface DigitalLinkKey extends Gs1Key {
  readonly attributes: Readonly<Record<string, string>>;
}

export interface DigitalLinkProblem {
  readonly reason: 'length' | 'character' | 'order';
  readonly ai: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a GS1 Digital Link of any domain and path prefix (GS1 Digital Link: URI Syntax §4).
 * The leftmost segment that is a primary key followed by a value that can be one decides.
 * @returns the key; `undefined` for a web address that is no Digital Link; a problem for a broken one
 */
export function parseDigitalLink(text: string): DigitalLinkKey | DigitalLinkProblem | undefined {
  const pathStart = pathStartOf(text);
  if (pathStart < 0) return undefined;
  const pathEnd = pathEndOf(text, pathStart);
  const segments = text.slice(pathStart + 1, pathEnd).split('/');
  if (segments.at(-1) === '') segments.pop();
  let offset = pathStart + 1;
  for (let i = 0; i + 1 < segments.length; i++) {
    const ai = aiOfAlias(segments[i] as string);
    const valueStart = offset + (segments[i] as string).length + 1;
    if (keyRule(ai)) {
      const found = keyAt(ai, segments.slice(i + 1), valueStart);
      if (found !== undefined) return 'reason' in found ? found : { ...found, attributes: attributesOf(text, pathEnd) };
    }
    offset = valueStart;
  }
  return undefined;
}

/** Key and qualifiers from the segments after the primary application identifier; undefined when they cannot be meant as one. */
function keyAt(ai: string, segments: readonly string[], start: number): Gs1Key | DigitalLinkProblem | undefined {
  const raw = segments[0] as string;
  const value = padGtin(ai, decodeSegment(raw) ?? '');
  const mark = { ai, start, end: start + raw.length };
  if (!/^\d{4}/.test(value)) return undefined;
  if (!fitsShape(ai, value)) return { reason: isDigits(value) ? 'length' : 'character', ...mark };
  const allowed = keyRule(ai)?.qualifiers ?? [];
  const qualifiers: [string, string][] = [];
  let last = -1;
  let offset = start + raw.length + 1;
  for (let i = 1; i + 1 < segments.length; i += 2) {
    const name = segments[i] as string;
    const qualifier = aiOfAlias(name);
    const rawValue = segments[i + 1] as string;
    const at = allowed.indexOf(qualifier);
    const nameMark = { ai: qualifier, start: offset, end: offset + name.length };
    if (at < 0 || at <= last) return { reason: 'order', ...nameMark };
    const decoded = decodeSegment(rawValue);
    const valueMark = {
      ai: qualifier,
      start: offset + name.length + 1,
      end: offset + name.length + 1 + rawValue.length,
    };
    const problem = checkQualifier(qualifier, decoded);
    if (problem) return { reason: problem, ...valueMark };
    qualifiers.push([qualifier, decoded as string]);
    last = at;
    offset = valueMark.end + 1;
  }
  if (segments.length % 2 === 0)
    return { reason: 'order', ai, start: offset, end: offset + (segments.at(-1) as string).length };
  return { ai, value, qualifiers };
}

function checkQualifier(ai: string, value: string | undefined): 'length' | 'character' | undefined {
  const part = applicationIdentifier(ai)?.parts[0];
  if (value === undefined || !part) return 'character';
  if (firstOutside(value, part.set) >= 0 && ai !== '7040') return 'character';
  const max = ai === '7040' ? 4 : part.max;
  return value.length < 1 || value.length > max ? 'length' : undefined;
}

/** GTIN-8, GTIN-12 and GTIN-13 stand for the same number as the 14 digits with zeros in front. */
function padGtin(ai: string, value: string): string {
  return ai === '01' && (value.length === 8 || value.length === 12 || value.length === 13) && isDigits(value)
    ? value.padStart(14, '0')
    : value;
}

/** Index of the slash that begins the path of a web address, or -1. */
function pathStartOf(text: string): number {
  const colon = text.indexOf('://');
  if (colon !== 4 && colon !== 5) return -1;
  const scheme = text.slice(0, colon).toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') return -1;
  const slash = text.indexOf('/', colon + 3);
  return slash < 0 || slash > pathEndOf(text, colon + 3) ? -1 : slash;
}

/** Index where query or fragment begins, or the length. */
function pathEndOf(text: string, from: number): number {
  const query = text.indexOf('?', from);
  const hash = text.indexOf('#', from);
  if (query < 0) return hash < 0 ? text.length : hash;
  return hash < 0 ? query : Math.min(query, hash);
}

function attributesOf(text: string, pathEnd: number): Record<string, string> {
  const attributes: Record<string, string> = {};
  if (text[pathEnd] !== '?') return attributes;
  const hash = text.indexOf('#', pathEnd);
  for (const pair of text.slice(pathEnd + 1, hash < 0 ? undefined : hash).split(/[&;]/)) {
    const [name = '', raw = ''] = pair.split('=', 2);
    const ai = aiOfAlias(name);
    const value = decodeSegment(raw);
    if (applicationIdentifier(ai) && value !== undefined) attributes[ai] = value;
  }
  return attributes;
}
