import { isJsonObject, type JsonValue } from '@sealtrail/bytes/json';
import type { Clause } from '../clauses.js';
import { isSchemaTime } from '../schema-time.js';
import { isUri } from '../uri.js';
import { expandWord, type Vocabulary } from '../vocabulary.js';
import type { Cursor } from './cursor.js';
import { didYouMean, found } from './did-you-mean.js';

/** Judges one value; what is wrong goes to the cursor. Rules never throw and never look past what they name. */
export type Rule = (value: JsonValue, at: Cursor) => void;

export const text =
  (clause: Clause): Rule =>
  (value, at) => {
    if (typeof value !== 'string')
      at.fail('EPCIS_TYPE', 'text', clause, `${at.name} must be text; found ${found(value)}.`);
  };

export const number =
  (clause: Clause): Rule =>
  (value, at) => {
    if (typeof value !== 'number')
      at.fail('EPCIS_TYPE', 'number', clause, `${at.name} must be a number without quotes; found ${found(value)}.`);
  };

export const boolean =
  (clause: Clause): Rule =>
  (value, at) => {
    if (typeof value !== 'boolean')
      at.fail(
        'EPCIS_TYPE',
        'boolean',
        clause,
        `${at.name} must be true or false without quotes; found ${found(value)}.`,
      );
  };

export const uri =
  (clause: Clause): Rule =>
  (value, at) => {
    if (typeof value !== 'string')
      at.fail('EPCIS_TYPE', 'uri', clause, `${at.name} must be an identifier written as a URI; found ${found(value)}.`);
    else if (!isUri(value))
      at.fail(
        'EPCIS_URI',
        'uri',
        clause,
        `${at.name} must be a URI such as urn:epc:id:sgtin:… or https://id.gs1.org/01/…; found ${found(value)}.`,
      );
  };

export const time =
  (clause: Clause): Rule =>
  (value, at) => {
    if (typeof value !== 'string')
      at.fail('EPCIS_TYPE', 'time', clause, `${at.name} must be a time written as text; found ${found(value)}.`);
    else if (!isSchemaTime(value))
      at.fail(
        'EPCIS_TIME',
        'time',
        clause,
        `${at.name} must be a date and time with time zone, such as 2026-03-01T14:30:00+01:00; found ${found(value)}.`,
      );
  };

/** `eventTimeZoneOffset`: ±hh:mm up to 14:00. */
export const zoneOffset =
  (clause: Clause): Rule =>
  (value, at) => {
    if (typeof value === 'string' && /^[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)$/.test(value)) return;
    at.fail(
      'EPCIS_TIME_ZONE',
      'time-zone-offset',
      clause,
      `${at.name} must be an offset from UTC such as "+01:00" or "-05:00"; found ${found(value)}.`,
    );
  };

export const pattern =
  (expression: RegExp, wanted: string, clause: Clause): Rule =>
  (value, at) => {
    if (typeof value !== 'string')
      at.fail('EPCIS_TYPE', 'text', clause, `${at.name} must be text; found ${found(value)}.`);
    else if (!expression.test(value))
      at.fail('EPCIS_PATTERN', 'pattern', clause, `${at.name} must be ${wanted}; found ${found(value)}.`);
  };

const OLD_CBV = /^(?:urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/;
const WEB_VOC = /^https?:\/\/(?:www\.)?gs1\.org\/voc\//;

/**
 * A word of a vocabulary, written bare, or a private word written as a URI. Long forms of standard
 * words that JSON does not allow are refused with the bare word to use.
 */
export function word(vocabulary: Vocabulary, forbidden: 'cbv' | 'web' = 'cbv'): Rule {
  const refused = forbidden === 'cbv' ? OLD_CBV : WEB_VOC;
  return (value, at) => {
    if (typeof value !== 'string') {
      at.fail(
        'EPCIS_TYPE',
        'word',
        vocabulary.clause,
        `${at.name} must be a ${vocabulary.title} written as text; found ${found(value)}.`,
      );
      return;
    }
    if (vocabulary.words.has(value)) return;
    if (refused.test(value)) {
      const bare = expandWord(vocabulary, value).slice(vocabulary.prefix.length);
      const hint = vocabulary.words.has(bare)
        ? `; write "${bare}" instead.`
        : didYouMean(value.slice(value.search(/[^/:]*$/)), vocabulary.words) || '.';
      at.fail(
        'EPCIS_WORD',
        'word',
        vocabulary.clause,
        `${at.name} ${found(value)} must not use the long form of a standard ${vocabulary.title}${hint}`,
      );
      return;
    }
    if (isUri(value)) return;
    const hint = (!at.full && didYouMean(value, vocabulary.words)) || `. Use one of its words or a URI of your own.`;
    at.fail(
      'EPCIS_WORD',
      'word',
      vocabulary.clause,
      `${at.name} ${found(value)} is not a ${vocabulary.title} of the standard${hint}`,
    );
  };
}

export function oneOf(words: ReadonlySet<string>, code: 'EPCIS_ACTION' | 'EPCIS_DOCUMENT_TYPE', clause: Clause): Rule {
  return (value, at) => {
    if (typeof value === 'string' && words.has(value)) return;
    const hint = typeof value === 'string' ? didYouMean(value, words) || '.' : '.';
    at.fail(code, 'one-of', clause, `${at.name} must be one of ${[...words].join(', ')}; found ${found(value)}${hint}`);
  };
}

export interface ListOptions {
  readonly min?: number;
  readonly unique?: boolean;
}

export function list(element: Rule, clause: Clause, { min = 0, unique = false }: ListOptions = {}): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) {
      at.fail('EPCIS_TYPE', 'list', clause, `${at.name} must be a list in square brackets; found ${found(value)}.`);
      return;
    }
    if (value.length < min) at.fail('EPCIS_EMPTY', 'list', clause, `${at.name} must not be empty.`);
    for (let i = 0; i < value.length; i++) {
      at.enter(i);
      element(value[i] as JsonValue, at);
      at.leave();
    }
    if (unique && value.length > 1) requireUnique(value, clause, at);
  };
}

function requireUnique(value: readonly JsonValue[], clause: Clause, at: Cursor): void {
  const seen = new Set<JsonValue>();
  for (let i = 0; i < value.length; i++) {
    const element = value[i] as JsonValue;
    if (!seen.has(element)) {
      seen.add(element);
      continue;
    }
    at.enter(i);
    at.fail('EPCIS_DUPLICATE', 'unique', clause, `${at.name} names ${found(element)} twice.`);
    at.leave();
  }
}

/** One value or a list of them. */
export function oneOrMany(element: Rule, clause: Clause): Rule {
  const many = list(element, clause);
  return (value, at) => (Array.isArray(value) ? many : element)(value, at);
}

/** True for a JSON object; reports anything else. */
export function requireObject(value: JsonValue, clause: Clause, at: Cursor): value is { [name: string]: JsonValue } {
  if (isJsonObject(value)) return true;
  at.fail('EPCIS_TYPE', 'object', clause, `${at.name} must be an object in curly brackets; found ${found(value)}.`);
  return false;
}
