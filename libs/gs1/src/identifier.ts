import { checkDigit, isDigits } from './check-digit.js';
import { gs1Error } from './gs1-error.js';
import {
  canonicalDigitalLink,
  type Gs1Key,
  type IdentifierKind,
  keyRule,
  kindOf,
  wrongCheckDigit,
} from './gs1-keys.js';
import { applicationIdentifier, applicationIdentifierAt } from './application-identifiers.js';
import { parseDigitalLink, type DigitalLinkProblem } from './parse-digital-link.js';
import {
  type Element,
  normaliseSeparators,
  parseBracketed,
  parseElementString,
  splitSymbology,
} from './parse-element-string.js';
import { parseEpcUrn, type UrnProblem } from './parse-urn.js';

/** How the text was written. */
export type IdentifierForm = 'urn' | 'digital-link' | 'element-string' | 'digits' | 'uri';

/** One identifier, understood. Which of the optional members are there depends on `kind`. */
export interface Gs1Identifier {
  readonly kind: IdentifierKind;
  readonly form: IdentifierForm;
  /** The text as given. */
  readonly original: string;
  /** Index form: canonical Digital Link, or the text itself for private URIs. */
  readonly canonical: string;
  readonly gtin?: string;
  readonly serial?: string;
  readonly lot?: string;
  readonly sscc?: string;
  readonly gln?: string;
  /** GLN extension (254). */
  readonly extension?: string;
  /** Value of keys that have no member of their own (GRAI, GIAI, GSRN, GDTI …). */
  readonly value?: string;
  /** Only from URNs: Digital Links do not tell it. */
  readonly companyPrefix?: string;
  /** All elements of a scan or the attributes of a Digital Link, by application identifier. */
  readonly elements?: Readonly<Record<string, string>>;
  readonly symbology?: string;
  /** The same digits read as another key (13 digits: GTIN or GLN). */
  readonly alternatives?: readonly Gs1Identifier[];
}

/**
 * Understands an identifier in any form: EPC URN, Digital Link, element string (symbology identifier,
 * FNC1, brackets) or bare digits of a GTIN, GLN or SSCC. Any other URI is a private identifier: kind `uri`.
 * @throws SealtrailError GS1_CHECK_DIGIT, GS1_LENGTH, GS1_CHARACTER, GS1_ORDER, GS1_UNKNOWN_AI, GS1_DATE, GS1_UNRECOGNISED;
 *   `data.marked` shows the offending characters between ⟦ and ⟧
 */
export function parseIdentifier(text: string): Gs1Identifier {
  const trimmed = text.trim();
  if (trimmed === '')
    throw gs1Error('GS1_UNRECOGNISED', 'There is no text to read.', text, { start: 0, end: text.length });
  if (trimmed.length > 2048)
    throw gs1Error('GS1_LENGTH', 'An identifier has at most 2,048 characters.', trimmed.slice(0, 40), {
      start: 0,
      end: 40,
    });
  const { symbology, gs1, data } = splitSymbology(normaliseSeparators(trimmed));
  const found =
    fromUrn(data, trimmed) ??
    fromDigitalLink(data, trimmed) ??
    fromBrackets(data, trimmed) ??
    (gs1 || data.includes('\u001d') ? fromElements(parseElementString(data), trimmed) : undefined) ??
    fromDigits(data, trimmed) ??
    fromBareElements(data, trimmed) ??
    fromUri(data, trimmed);
  if (!found)
    throw gs1Error(
      'GS1_UNRECOGNISED',
      `${JSON.stringify(trimmed)} is not an identifier of GS1 and not a URI.`,
      trimmed,
      { start: 0, end: trimmed.length },
    );
  return symbology ? { ...found, symbology } : found;
}

function fromUrn(text: string, original: string): Gs1Identifier | undefined {
  const key = parseEpcUrn(text);
  if (!key) return undefined;
  if ('reason' in key) throw urnError(text, key);
  return identifierOf(key, 'urn', original, { companyPrefix: key.companyPrefix });
}

function urnError(text: string, problem: UrnProblem): Error {
  if (problem.reason === 'character')
    return gs1Error('GS1_CHARACTER', 'Company prefix and reference of an EPC URN must be digits.', text, problem);
  const wanted =
    problem.expectedDigits === undefined
      ? ''
      : ` It should have ${problem.expectedDigits} digits beside this company prefix.`;
  return gs1Error('GS1_LENGTH', `A part of the EPC URN has the wrong length.${wanted}`, text, problem);
}

function fromDigitalLink(text: string, original: string): Gs1Identifier | undefined {
  const key = parseDigitalLink(text);
  if (!key) return undefined;
  if ('reason' in key) throw digitalLinkError(text, key);
  requireCheckDigit(key, text);
  const more = Object.keys(key.attributes).length > 0 ? { elements: key.attributes } : {};
  return identifierOf(key, 'digital-link', original, more);
}

function digitalLinkError(text: string, problem: DigitalLinkProblem): Error {
  const name = `(${problem.ai})`;
  if (problem.reason === 'order')
    return gs1Error('GS1_ORDER', `${name} does not belong at this place of the Digital Link.`, text, problem);
  if (problem.reason === 'length')
    return gs1Error('GS1_LENGTH', `The value of ${name} has the wrong number of characters.`, text, problem);
  return gs1Error('GS1_CHARACTER', `The value of ${name} holds characters that are not allowed there.`, text, problem);
}

function requireCheckDigit(key: Gs1Key, text: string): void {
  const wrong = wrongCheckDigit(key.ai, key.value);
  if (!wrong) return;
  // A GTIN may stand in the link without the zeros that pad it to 14 digits.
  const raw =
    [0, 1, 2, 6].map((pad) => key.value.slice(pad)).find((digits) => text.includes(`/${digits}`)) ?? key.value;
  const at = text.indexOf(`/${raw}`) + 1 + wrong.at - (key.value.length - raw.length);
  const title = applicationIdentifier(key.ai)?.title ?? key.ai;
  throw gs1Error(
    'GS1_CHECK_DIGIT',
    `The check digit of ${title} ${key.value} is ${key.value[wrong.at]}; it should be ${wrong.expected}.`,
    text,
    { start: at, end: at + 1 },
    { expected: wrong.expected },
  );
}

function fromBrackets(text: string, original: string): Gs1Identifier | undefined {
  return /^\(\d{2,4}\)/.test(text) ? fromElements(parseBracketed(text), original) : undefined;
}

/** The key among the elements: a logistic unit first, then the most specific item, place or asset. */
const PRIMARY_ORDER = [
  '00',
  '8006',
  '01',
  '414',
  '417',
  '8003',
  '8004',
  '253',
  '255',
  '8010',
  '8018',
  '8017',
  '402',
  '401',
];

function fromElements(elements: readonly Element[], original: string): Gs1Identifier {
  const byAi = new Map(elements.map(({ ai, value }) => [ai, value]));
  const ai = PRIMARY_ORDER.find((candidate) => byAi.has(candidate));
  if (!ai) {
    const names = elements.map((e) => `(${e.ai})`).join(' ');
    throw gs1Error(
      'GS1_NO_KEY',
      `The scan holds ${names || 'nothing'}, but no key such as GTIN (01), SSCC (00) or GLN (414).`,
      original,
      { start: 0, end: original.length },
    );
  }
  const qualifiers = (keyRule(ai)?.qualifiers ?? []).flatMap((q): [string, string][] => {
    const value = byAi.get(q);
    return value === undefined ? [] : [[q, value]];
  });
  const key: Gs1Key = { ai, value: byAi.get(ai) as string, qualifiers };
  return identifierOf(key, 'element-string', original, { elements: Object.fromEntries(byAi) });
}

const DIGIT_KEYS: Readonly<Record<number, readonly string[]>> = {
  8: ['01'],
  12: ['01'],
  13: ['01', '414'],
  14: ['01'],
  18: ['00'],
};

function fromDigits(text: string, original: string): Gs1Identifier | undefined {
  const digits = text.replace(/[ -]/g, '');
  if (!isDigits(digits)) return undefined;
  const keys = DIGIT_KEYS[digits.length];
  if (!keys) {
    if (applicationIdentifierAt(digits, 0) && digits.length > 14) return undefined;
    throw gs1Error(
      'GS1_LENGTH',
      `${digits.length} digits are no GS1 key: a GTIN has 8, 12, 13 or 14, a GLN 13, an SSCC 18.`,
      original,
      { start: 0, end: original.length },
      { length: digits.length },
    );
  }
  const expected = checkDigit(digits.slice(0, -1));
  if (!digits.endsWith(expected)) {
    throw gs1Error(
      'GS1_CHECK_DIGIT',
      `The check digit (last digit) of ${digits} is ${digits.slice(-1)}; it should be ${expected}.`,
      original,
      { start: original.length - 1, end: original.length },
      { expected },
    );
  }
  const [first, ...others] = keys.map((ai) => {
    const value = ai === '01' ? digits.padStart(14, '0') : digits;
    return identifierOf({ ai, value, qualifiers: [] }, 'digits', original);
  });
  return others.length > 0 ? { ...(first as Gs1Identifier), alternatives: others } : first;
}

/** Element strings typed or pasted without symbology identifier: only when they begin with a key. */
function fromBareElements(text: string, original: string): Gs1Identifier | undefined {
  if (!/^(00\d{18}|01\d{14}|02\d{14}|41[47]\d{13}|8003\d{14}|8006\d{18}|253\d{13}|801[78]\d{18}|402\d{17})/.test(text))
    return undefined;
  return fromElements(parseElementString(text), original);
}

function fromUri(text: string, original: string): Gs1Identifier | undefined {
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(text)
    ? { kind: 'uri', form: 'uri', original, canonical: text }
    : undefined;
}

function identifierOf(
  key: Gs1Key,
  form: IdentifierForm,
  original: string,
  more: Partial<Gs1Identifier> = {},
): Gs1Identifier {
  return { kind: kindOf(key), form, original, canonical: canonicalDigitalLink(key), ...membersOf(key), ...more };
}

function membersOf(key: Gs1Key): Partial<Gs1Identifier> {
  const qualifier = (ai: string): string | undefined => key.qualifiers.find(([q]) => q === ai)?.[1];
  const serial = qualifier('21') ?? qualifier('235');
  const lot = qualifier('10');
  const extension = qualifier('254');
  const own =
    key.ai === '01'
      ? { gtin: key.value }
      : key.ai === '00'
        ? { sscc: key.value }
        : key.ai === '414' || key.ai === '417'
          ? { gln: key.value }
          : key.ai === '8006'
            ? { gtin: key.value.slice(0, 14), value: key.value }
            : { value: key.value };
  return {
    ...own,
    ...(serial !== undefined && { serial }),
    ...(lot !== undefined && { lot }),
    ...(extension !== undefined && { extension }),
  };
}
