import type { JsonValue } from '@sealtrail/bytes/json';
import { hasValidCheckDigit, isDigits } from '@sealtrail/gs1/check-digit';
import { parseIdentifier } from '@sealtrail/gs1/identifier';
import { isStrictTime } from '../schema-time.js';
import { isUri } from '../uri.js';
import { found } from './did-you-mean.js';

/*
 * What to write instead, for sentences that end. Each hint starts with its own separator and has no full
 * stop; '' when nothing sensible can be said. Hints never decide anything.
 */

/** What a URI stands for: decides the example and how bare digits are read. */
export const URI_EXAMPLES = {
  item: 'urn:epc:id:sgtin:… or https://id.gs1.org/01/…/21/…',
  class: 'urn:epc:class:lgtin:… or https://id.gs1.org/01/…/10/…',
  place: 'urn:epc:id:sgln:… or https://id.gs1.org/414/…',
  party: 'urn:epc:id:pgln:… or https://id.gs1.org/417/…',
  document: 'urn:epcglobal:cbv:bt:… or https://example.com/orders/4711',
  event: 'urn:uuid:… or ni:///sha-256;…',
  device: 'urn:epc:id:giai:… or https://id.gs1.org/8004/…',
  any: 'https://example.com/…',
} as const;
export type UriKind = keyof typeof URI_EXAMPLES;

const SCANNED: ReadonlySet<UriKind> = new Set(['item', 'class', 'place', 'party', 'device']);

/** A scan, bare digits or a URI with blanks around it, written as the URI it means. */
export function uriHint(text: string, kind: UriKind): string {
  const trimmed = text.trim();
  if (trimmed !== text && isUri(trimmed)) return '; take away the blanks around it';
  if (isUri(`https://${trimmed}`) && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\//i.test(trimmed)) return '; https:// is missing';
  const odd = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? /[^\x21-\x7e]/u.exec(trimmed)?.[0] : undefined;
  if (odd !== undefined)
    return odd.trim() === '' ? '; it must not contain blanks' : `; it must not contain ${found(odd)}`;
  if (!SCANNED.has(kind) || text.length > 200) return '';
  if (kind === 'place' || kind === 'party') return glnHint(trimmed, kind === 'place' ? '414' : '417');
  try {
    const { canonical, kind: read } = parseIdentifier(trimmed);
    if (read === 'gtin' && kind === 'item')
      return `; a GTIN names a product, not one piece of it: add the serial number, as in "${canonical}/21/…"`;
    return isUri(canonical) && canonical !== text ? `; write "${canonical}"` : '';
  } catch {
    return '';
  }
}

function glnHint(text: string, ai: string): string {
  if (text.length !== 13 || !isDigits(text)) return '';
  return hasValidCheckDigit(text) ? `; write "https://id.gs1.org/${ai}/${text}"` : '; its check digit is wrong, too';
}

/** What a text lacks to be a time. */
export function timeHint(text: string): string {
  const parts = /^\d{4}-\d\d-\d\d(?:[T\s]\d\d:\d\d(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?(?:\d\d)?)?)?$/i.exec(text);
  if (!parts) return '';
  if (text.length === 10) return ': the time of day is missing';
  if (!parts[1] && !parts[2]) return ': seconds and time zone are missing';
  if (!parts[1]) return ': the seconds are missing';
  return parts[2] ? ': there is no such date or time' : ': the time zone is missing';
}

/** The same time as all systems read it. */
export function strictTimeHint(text: string): string {
  if (text.length > 60) return '';
  const strict = text
    .toUpperCase()
    .replace(/\s/, 'T')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
    .replace(/(:\d\d(?:\.\d+)?[+-]\d\d)$/, '$1:00');
  return isStrictTime(strict) ? `; write "${strict}"` : '';
}

/** An offset that was meant. */
export function offsetHint(value: JsonValue): string {
  if (typeof value !== 'string') return '';
  if (/^(?:z|utc|gmt)$/i.test(value)) return '; write "+00:00"';
  const parts = /^([+-]?)(\d\d?):?(\d\d)?$/.exec(value);
  if (!parts) return '; a name would leave open whether summer time applies';
  const [, sign, hours, minutes] = parts as unknown as [string, string, string, string | undefined];
  const offset = `${sign || '+'}${hours.padStart(2, '0')}:${minutes ?? '00'}`;
  if (Number(hours) >= 14) return '; it reaches from -14:00 to +14:00';
  return Number(minutes ?? 0) < 60 ? `; did you mean "${offset}"?` : '';
}

/** A number in quotes, without them. */
export function numberHint(value: JsonValue): string {
  if (typeof value !== 'string' || value.length > 40 || !/^\s*-?\d+(?:[.,]\d+)?\s*$/.test(value)) return '';
  return `; write ${value.trim().replace(',', '.')}`;
}

/** One value where a list of them is due. */
export function listHint(value: JsonValue): string {
  return typeof value === 'string' && value.length <= 60 ? `; write [${found(value)}]` : '';
}

const UNITS: Readonly<Record<string, string>> = {
  kg: 'KGM',
  kilogram: 'KGM',
  g: 'GRM',
  gram: 'GRM',
  mg: 'MGM',
  t: 'TNE',
  tonne: 'TNE',
  l: 'LTR',
  litre: 'LTR',
  liter: 'LTR',
  ml: 'MLT',
  m: 'MTR',
  metre: 'MTR',
  meter: 'MTR',
  cm: 'CMT',
  mm: 'MMT',
};
const CODES: ReadonlySet<string> = new Set(Object.values(UNITS));

/** The code of a unit (UNECE Recommendation 20) that goes by another name in daily life. */
export function unitHint(text: string): string {
  const name = text.trim().toLowerCase().replace(/s$/, '');
  const code = Object.hasOwn(UNITS, name)
    ? UNITS[name]
    : CODES.has(name.toUpperCase())
      ? name.toUpperCase()
      : undefined;
  return code === undefined ? '' : `; did you mean "${code}"?`;
}

/** The sentence ends with one mark, whatever the hint. */
export function ended(sentence: string): string {
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}
