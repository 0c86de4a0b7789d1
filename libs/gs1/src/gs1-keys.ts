import { checkDigit, isDigits } from './check-digit.js';
import { type CharacterSet, encodeSegment, firstOutside } from './character-sets.js';

/** What an identifier identifies: GS1 keys with and without serial, and `uri` for everything that is not one. */
export type IdentifierKind =
  | 'gtin'
  | 'sgtin'
  | 'lgtin'
  | 'upui'
  | 'itip'
  | 'sscc'
  | 'gln'
  | 'sgln'
  | 'pgln'
  | 'grai'
  | 'giai'
  | 'gsrn'
  | 'gsrnp'
  | 'gdti'
  | 'gcn'
  | 'ginc'
  | 'gsin'
  | 'cpi'
  | 'uri';

/** One GS1 key: primary application identifier, its value, and the qualifiers in their prescribed order. */
export interface Gs1Key {
  readonly ai: string;
  readonly value: string;
  readonly qualifiers: ReadonlyArray<readonly [ai: string, value: string]>;
}

interface KeyRule {
  /** Leading digits, check digit included. */
  readonly digits: number;
  /** Index of the check digit, or undefined when the key has none. */
  readonly checkAt?: number;
  /** What may follow the digits. */
  readonly tail?: { readonly set: CharacterSet; readonly min: number; readonly max: number };
  /** Allowed qualifiers in order (GS1 Digital Link: URI Syntax §4.9). */
  readonly qualifiers: readonly string[];
  /** Short name that older Digital Links use for the application identifier. */
  readonly alias?: string;
}

const RULES: Readonly<Record<string, KeyRule>> = {
  '00': { digits: 18, checkAt: 17, qualifiers: [], alias: 'sscc' },
  '01': { digits: 14, checkAt: 13, qualifiers: ['22', '10', '21', '235'], alias: 'gtin' },
  '253': { digits: 13, checkAt: 12, tail: { set: 'x', min: 0, max: 17 }, qualifiers: [], alias: 'gdti' },
  '255': { digits: 13, checkAt: 12, tail: { set: 'n', min: 0, max: 12 }, qualifiers: [], alias: 'gcn' },
  '401': { digits: 0, tail: { set: 'x', min: 1, max: 30 }, qualifiers: [], alias: 'ginc' },
  '402': { digits: 17, checkAt: 16, qualifiers: [], alias: 'gsin' },
  '414': { digits: 13, checkAt: 12, qualifiers: ['254'], alias: 'gln' },
  '417': { digits: 13, checkAt: 12, qualifiers: ['7040'], alias: 'party' },
  '8003': { digits: 14, checkAt: 13, tail: { set: 'x', min: 0, max: 16 }, qualifiers: [], alias: 'grai' },
  '8004': { digits: 0, tail: { set: 'x', min: 1, max: 30 }, qualifiers: [], alias: 'giai' },
  '8006': { digits: 18, checkAt: 13, qualifiers: ['22', '10', '21'], alias: 'itip' },
  '8010': { digits: 0, tail: { set: 'y', min: 1, max: 30 }, qualifiers: ['8011'], alias: 'cpid' },
  '8017': { digits: 18, checkAt: 17, qualifiers: ['8019'], alias: 'gsrnp' },
  '8018': { digits: 18, checkAt: 17, qualifiers: ['8019'], alias: 'gsrn' },
};

const ALIASES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(RULES).map(([ai, rule]) => [rule.alias, ai])),
  cpv: '22',
  lot: '10',
  ser: '21',
  glnx: '254',
  cpsn: '8011',
  srin: '8019',
};

/** The rule of a primary key, by its application identifier. */
export function keyRule(ai: string): KeyRule | undefined {
  return Object.hasOwn(RULES, ai) ? RULES[ai] : undefined;
}

/** `gtin` becomes `01`, `ser` becomes `21`; an application identifier stays as it is. */
export function aiOfAlias(segment: string): string {
  return Object.hasOwn(ALIASES, segment) ? (ALIASES[segment] as string) : segment;
}

/** True when a value has the length and characters of its key; the check digit is not looked at. */
export function fitsShape(ai: string, value: string): boolean {
  const rule = keyRule(ai);
  if (!rule) return false;
  const tail = value.slice(rule.digits);
  if (value.length < rule.digits || (rule.digits > 0 && !isDigits(value.slice(0, rule.digits)))) return false;
  if (!rule.tail) return tail === '';
  return tail.length >= rule.tail.min && tail.length <= rule.tail.max && firstOutside(tail, rule.tail.set) < 0;
}

/** The check digit this key should have, when it has another; undefined when all is well or there is none. */
export function wrongCheckDigit(ai: string, value: string): { at: number; expected: string } | undefined {
  const at = keyRule(ai)?.checkAt;
  if (at === undefined) return undefined;
  const expected = checkDigit(value.slice(0, at));
  return value[at] === expected ? undefined : { at, expected };
}

/**
 * The index form: GS1 Digital Link on id.gs1.org at the finest level of identification, without
 * variant, query and resolver of the original (GS1 Digital Link: URI Syntax §4.12 and CBV 2.0 §8.9).
 */
export function canonicalDigitalLink(key: Gs1Key): string {
  let uri = `https://id.gs1.org/${key.ai}/${encodeSegment(key.value)}`;
  for (const [ai, value] of finestQualifiers(key)) uri += `/${ai}/${encodeSegment(value)}`;
  return uri;
}

function finestQualifiers(key: Gs1Key): ReadonlyArray<readonly [string, string]> {
  if (key.qualifiers.length === 0) return key.qualifiers;
  if (key.ai !== '01' && key.ai !== '8006') return key.qualifiers;
  const finest =
    key.qualifiers.find(([ai]) => ai === '21' || ai === '235') ?? key.qualifiers.find(([ai]) => ai === '10');
  return finest ? [finest] : [];
}

const KIND_BY_AI: Readonly<Record<string, IdentifierKind>> = {
  '00': 'sscc',
  '253': 'gdti',
  '255': 'gcn',
  '401': 'ginc',
  '402': 'gsin',
  '417': 'pgln',
  '8003': 'grai',
  '8004': 'giai',
  '8006': 'itip',
  '8010': 'cpi',
  '8017': 'gsrnp',
  '8018': 'gsrn',
};

/** The kind of a key; for GTIN and GLN its qualifiers decide. */
export function kindOf(key: Gs1Key): IdentifierKind {
  const has = (ai: string): boolean => key.qualifiers.some(([q]) => q === ai);
  if (key.ai === '01') return has('21') ? 'sgtin' : has('235') ? 'upui' : has('10') ? 'lgtin' : 'gtin';
  if (key.ai === '414') return has('254') ? 'sgln' : 'gln';
  return KIND_BY_AI[key.ai] ?? 'uri';
}
