import { isDigits, withCheckDigit } from './check-digit.js';
import { decodeSegment } from './character-sets.js';
import { fitsShape, type Gs1Key } from './gs1-keys.js';

/** A key read from an EPC URN, with the company prefix that only URNs carry. */
export interface UrnKey extends Gs1Key {
  readonly companyPrefix: string;
}

interface UrnRule {
  readonly ai: string;
  /** Digits of company prefix and reference together, check digit not counted; 0: the reference is free text. */
  readonly digits: number;
  /** Dot-separated fields after the reference. */
  readonly fields: number;
  readonly build: (prefix: string, reference: string, fields: readonly string[]) => Omit<Gs1Key, 'ai'>;
}

const plain = (value: string): Omit<Gs1Key, 'ai'> => ({ value, qualifiers: [] });
/** GTIN and SSCC: the first digit of the reference stands before the company prefix (EPC TDS §7.3, §7.4). */
const leading = (prefix: string, reference: string): string =>
  withCheckDigit(reference[0] + prefix + reference.slice(1));
const qualified =
  (qualifier: string) =>
  (p: string, r: string, f: readonly string[]): Omit<Gs1Key, 'ai'> => ({
    value: leading(p, r),
    qualifiers: [[qualifier, f[0] as string]],
  });

/** EPC Tag Data Standard §6 and §7: how each scheme becomes a GS1 key. */
const SCHEMES: Readonly<Record<string, UrnRule>> = {
  'id:sgtin': { ai: '01', digits: 13, fields: 1, build: qualified('21') },
  'id:upui': { ai: '01', digits: 13, fields: 1, build: qualified('235') },
  'class:lgtin': { ai: '01', digits: 13, fields: 1, build: qualified('10') },
  'id:sscc': { ai: '00', digits: 17, fields: 0, build: (p, r) => plain(leading(p, r)) },
  'id:sgln': {
    ai: '414',
    digits: 12,
    fields: 1,
    build: (p, r, f) => ({ value: withCheckDigit(p + r), qualifiers: f[0] === '0' ? [] : [['254', f[0] as string]] }),
  },
  'id:pgln': { ai: '417', digits: 12, fields: 0, build: (p, r) => plain(withCheckDigit(p + r)) },
  'id:grai': { ai: '8003', digits: 12, fields: 1, build: (p, r, f) => plain(`${withCheckDigit(`0${p}${r}`)}${f[0]}`) },
  'id:giai': { ai: '8004', digits: 0, fields: 0, build: (p, r) => plain(p + r) },
  'id:gsrn': { ai: '8018', digits: 17, fields: 0, build: (p, r) => plain(withCheckDigit(p + r)) },
  'id:gsrnp': { ai: '8017', digits: 17, fields: 0, build: (p, r) => plain(withCheckDigit(p + r)) },
  'id:gdti': { ai: '253', digits: 12, fields: 1, build: (p, r, f) => plain(`${withCheckDigit(p + r)}${f[0]}`) },
  'id:sgcn': { ai: '255', digits: 12, fields: 1, build: (p, r, f) => plain(`${withCheckDigit(p + r)}${f[0]}`) },
  'id:ginc': { ai: '401', digits: 0, fields: 0, build: (p, r) => plain(p + r) },
  'id:gsin': { ai: '402', digits: 16, fields: 0, build: (p, r) => plain(withCheckDigit(p + r)) },
  'id:cpi': {
    ai: '8010',
    digits: 0,
    fields: 1,
    build: (p, r, f) => ({ value: p + r, qualifiers: [['8011', f[0] as string]] }),
  },
  'id:itip': {
    ai: '8006',
    digits: 13,
    fields: 3,
    build: (p, r, f) => ({ value: `${leading(p, r)}${f[0]}${f[1]}`, qualifiers: [['21', f[2] as string]] }),
  },
  // Patterns with a wildcard serial stand for the class: its key without the serial.
  'idpat:sgtin': { ai: '01', digits: 13, fields: 1, build: (p, r) => plain(leading(p, r)) },
  'idpat:upui': { ai: '01', digits: 13, fields: 1, build: (p, r) => plain(leading(p, r)) },
  'idpat:grai': { ai: '8003', digits: 12, fields: 1, build: (p, r) => plain(withCheckDigit(`0${p}${r}`)) },
  'idpat:gdti': { ai: '253', digits: 12, fields: 1, build: (p, r) => plain(withCheckDigit(p + r)) },
  'idpat:sgcn': { ai: '255', digits: 12, fields: 1, build: (p, r) => plain(withCheckDigit(p + r)) },
  'idpat:cpi': { ai: '8010', digits: 0, fields: 1, build: (p, r) => plain(p + r) },
  'idpat:itip': { ai: '8006', digits: 13, fields: 3, build: (p, r, f) => plain(`${leading(p, r)}${f[0]}${f[1]}`) },
};

/** What went wrong with a URN of a known scheme. */
export interface UrnProblem {
  readonly reason: 'length' | 'character' | 'structure';
  readonly start: number;
  readonly end: number;
  readonly expectedDigits?: number;
}

/**
 * Reads an EPC URN (`urn:epc:id:…`, `urn:epc:class:…`, `urn:epc:idpat:…` with a wildcard serial).
 * @returns the key; `undefined` when the text is not an EPC URN of a GS1 key; a problem when it is a broken one
 */
export function parseEpcUrn(text: string): UrnKey | UrnProblem | undefined {
  if (!text.startsWith('urn:epc:')) return undefined;
  const typeEnd = text.indexOf(':', 8);
  const schemeEnd = typeEnd < 0 ? -1 : text.indexOf(':', typeEnd + 1);
  if (schemeEnd < 0) return undefined;
  const scheme = text.slice(8, schemeEnd);
  const rule = Object.hasOwn(SCHEMES, scheme) ? (SCHEMES[scheme] as UrnRule) : undefined;
  if (!rule) return undefined;
  const bodyStart = schemeEnd + 1;
  const whole = { start: bodyStart, end: text.length };
  const fields = splitFields(text.slice(bodyStart), rule.fields + 2);
  if (!fields) return { reason: 'structure', ...whole };
  const [prefix, reference] = fields as [string, string];
  const wildcard = scheme.startsWith('idpat:');
  if (wildcard && fields.at(-1) !== '*') return undefined;
  if (wildcard && (prefix === '*' || reference === '*')) return undefined;
  if (!isDigits(prefix)) return { reason: 'character', start: bodyStart, end: bodyStart + prefix.length };
  if (prefix.length < 6 || prefix.length > 12)
    return { reason: 'length', start: bodyStart, end: bodyStart + prefix.length };
  const problem = checkReference(rule, prefix, reference, bodyStart);
  if (problem) return problem;
  const decoded = fields.slice(2).map(decodeSegment);
  const decodedReference = decodeSegment(reference);
  if (decodedReference === undefined || decoded.includes(undefined)) return { reason: 'character', ...whole };
  const key = { ai: rule.ai, ...rule.build(prefix, decodedReference, decoded as string[]), companyPrefix: prefix };
  if (!fitsShape(key.ai, key.value) || key.qualifiers.some(([, value]) => value === '' || value.length > 28)) {
    return { reason: 'length', ...whole };
  }
  return key;
}

function checkReference(rule: UrnRule, prefix: string, reference: string, bodyStart: number): UrnProblem | undefined {
  const start = bodyStart + prefix.length + 1;
  const at = { start, end: start + reference.length };
  if (rule.digits === 0) return reference === '' ? { reason: 'length', ...at } : undefined;
  if (reference !== '' && !isDigits(reference)) return { reason: 'character', ...at };
  const expectedDigits = rule.digits - prefix.length;
  if (reference.length !== expectedDigits) return { reason: 'length', ...at, expectedDigits };
  return undefined;
}

/** Splits at dots into exactly `count` fields; the last one keeps its dots (serials may hold dots). */
function splitFields(body: string, count: number): string[] | undefined {
  const fields: string[] = [];
  let from = 0;
  while (fields.length < count - 1) {
    const dot = body.indexOf('.', from);
    if (dot < 0) return undefined;
    fields.push(body.slice(from, dot));
    from = dot + 1;
  }
  fields.push(body.slice(from));
  return fields;
}

/** The company prefix of an EPC URN; undefined for any other text. A Digital Link does not tell it, so it is never guessed. */
export function companyPrefixOfUrn(text: string): string | undefined {
  const key = parseEpcUrn(text);
  return key && 'companyPrefix' in key ? key.companyPrefix : undefined;
}
