import {
  type ApplicationIdentifier,
  applicationIdentifier,
  applicationIdentifierAt,
  type Part,
} from './application-identifiers.js';
import { checkDigit } from './check-digit.js';
import { firstOutside } from './character-sets.js';
import { gs1Error } from './gs1-error.js';

/** One element of a scan: application identifier and value. */
export interface Element {
  readonly ai: string;
  readonly value: string;
}

const GS = '\u001d';

/** ISO/IEC 15424 symbology identifiers whose data are GS1 element strings. */
const GS1_SYMBOLOGIES = new Set([']C1', ']e0', ']e1', ']e2', ']d2', ']Q3', ']J1']);

/** Splits a leading symbology identifier (`]d2`) off; `gs1` says whether it promises element strings. */
export function splitSymbology(text: string): { symbology?: string; gs1: boolean; data: string } {
  if (!/^\][A-Za-z][0-9A-Za-z]/.test(text)) return { gs1: false, data: text };
  const symbology = text.slice(0, 3);
  return { symbology, gs1: GS1_SYMBOLOGIES.has(symbology), data: text.slice(3) };
}

/** Function 1 as scanners and people write it: GS itself, its picture, `<GS>`, `{GS}`, `<FNC1>`, `\x1d`. */
export function normaliseSeparators(text: string): string {
  return text.replace(/\u241d|<GS>|\{GS\}|<FNC1>|\{FNC1\}|\\x1[dD]|\\u001[dD]/g, GS);
}

/**
 * Reads a scanned element string with FNC1 as GS (0x1D), or none where lengths are fixed
 * (GS1 General Specifications §7.8).
 * @throws SealtrailError GS1_UNKNOWN_AI, GS1_LENGTH, GS1_CHARACTER, GS1_CHECK_DIGIT, GS1_DATE; the mark counts in `data`
 */
export function parseElementString(data: string): Element[] {
  const elements: Element[] = [];
  let at = data[0] === GS ? 1 : 0;
  while (at < data.length) {
    const ai = applicationIdentifierAt(data, at);
    if (!ai) {
      throw gs1Error(
        'GS1_UNKNOWN_AI',
        `No application identifier begins with ${JSON.stringify(data.slice(at, at + 4))}.`,
        data,
        { start: at, end: Math.min(at + 4, data.length) },
      );
    }
    const start = at + ai.ai.length;
    const separator = data.indexOf(GS, start);
    const limit = separator < 0 ? data.length : separator;
    const end = Math.min(limit, start + maxLength(ai));
    const fixed = minLength(ai) === maxLength(ai);
    if (!fixed && end < limit) {
      throw gs1Error(
        'GS1_LENGTH',
        `(${ai.ai}) ${ai.title} may have at most ${maxLength(ai)} characters; a separator (FNC1) may be missing.`,
        data,
        { start: end, end: limit },
        { ai: ai.ai },
      );
    }
    const value = data.slice(start, end);
    checkValue(ai, value, data, start);
    elements.push({ ai: ai.ai, value });
    at = data[end] === GS ? end + 1 : end;
  }
  return elements;
}

/** Reads the human-readable form with brackets, `(01)…(21)…`. Same errors as {@link parseElementString}. */
export function parseBracketed(text: string): Element[] {
  const heads = [...text.matchAll(/\((\d{2,4})\)/g)].filter((m) => applicationIdentifier(m[1] as string));
  if (heads.length === 0 || heads[0]?.index !== 0) {
    throw gs1Error('GS1_UNKNOWN_AI', 'The text does not begin with a known application identifier in brackets.', text, {
      start: 0,
      end: Math.min(6, text.length),
    });
  }
  return heads.map((head, i) => {
    const ai = applicationIdentifier(head[1] as string) as ApplicationIdentifier;
    const start = head.index + head[0].length;
    const value = text.slice(start, heads[i + 1]?.index).trim();
    checkValue(ai, value, text, start);
    return { ai: ai.ai, value };
  });
}

function minLength(ai: ApplicationIdentifier): number {
  return ai.parts.reduce((sum, part) => sum + part.min, 0);
}

function maxLength(ai: ApplicationIdentifier): number {
  return ai.parts.reduce((sum, part) => sum + part.max, 0);
}

function checkValue(ai: ApplicationIdentifier, value: string, text: string, start: number): void {
  const name = `(${ai.ai}) ${ai.title}`;
  if (value.length < minLength(ai) || value.length > maxLength(ai)) {
    const wanted = minLength(ai) === maxLength(ai) ? `${maxLength(ai)}` : `${minLength(ai)} to ${maxLength(ai)}`;
    throw gs1Error(
      'GS1_LENGTH',
      `${name} has ${value.length} characters; it must have ${wanted}.`,
      text,
      { start, end: start + value.length },
      { ai: ai.ai, length: value.length },
    );
  }
  let at = 0;
  for (const part of ai.parts) {
    const piece = value.slice(at, at + part.max);
    checkPart(name, part, piece, text, start + at);
    at += piece.length;
  }
}

function checkPart(name: string, part: Part, piece: string, text: string, start: number): void {
  const bad = firstOutside(piece, part.set);
  if (bad >= 0) {
    const allowed = part.set === 'n' ? 'digits' : 'letters, digits and a few signs';
    throw gs1Error(
      'GS1_CHARACTER',
      `${name} holds ${JSON.stringify(piece[bad])}; only ${allowed} are allowed there.`,
      text,
      { start: start + bad, end: start + bad + 1 },
    );
  }
  if (part.check === 'digit') {
    const expected = checkDigit(piece.slice(0, -1));
    if (expected !== piece.slice(-1)) {
      const at = start + piece.length - 1;
      throw gs1Error(
        'GS1_CHECK_DIGIT',
        `The check digit of ${name} ${piece} is ${piece.slice(-1)}; it should be ${expected}.`,
        text,
        { start: at, end: at + 1 },
        { expected },
      );
    }
  }
  if (part.check === 'date') {
    const month = Number(piece.slice(2, 4));
    const day = Number(piece.slice(4, 6));
    if (month < 1 || month > 12 || day > 31) {
      throw gs1Error('GS1_DATE', `${name} ${piece} is not a date written year, month, day (YYMMDD).`, text, {
        start,
        end: start + 6,
      });
    }
  }
}
