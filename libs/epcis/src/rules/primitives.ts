import { isJsonObject, type JsonValue } from '@sealtrail/bytes/json';
import type { Clause } from '../clauses.js';
import { isSchemaTime } from '../schema-time.js';
import { isUri } from '../uri.js';
import type { Cursor } from './cursor.js';
import { found } from './did-you-mean.js';
import {
  ended,
  listHint,
  numberHint,
  offsetHint,
  timeHint,
  unitHint,
  URI_EXAMPLES,
  uriHint,
  type UriKind,
} from './hints.js';

/** Judges one value; what is wrong goes to the cursor. Rules never throw and never look past what they name. */
export type Rule = (value: JsonValue, at: Cursor) => void;

export const text =
  (clause: Clause): Rule =>
  (value, at) => {
    if (typeof value !== 'string')
      at.fail('EPCIS_TYPE', 'text', clause, `${at.name} must be text in quotes; found ${found(value)}.`);
  };

export const number =
  (clause: Clause): Rule =>
  (value, at) => {
    if (typeof value !== 'number')
      at.fail(
        'EPCIS_TYPE',
        'number',
        clause,
        `${at.name} must be a number without quotes; found ${found(value)}${numberHint(value)}.`,
      );
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

/** @param kind what the URI stands for, so that the sentence gives a fitting example */
export const uri =
  (clause: Clause, kind: UriKind = 'any'): Rule =>
  (value, at) => {
    if (typeof value !== 'string')
      at.fail(
        'EPCIS_TYPE',
        'uri',
        clause,
        `${at.name} must be a URI in quotes, such as ${URI_EXAMPLES[kind]}; found ${found(value)}.`,
      );
    else if (!isUri(value))
      at.fail(
        'EPCIS_URI',
        'uri',
        clause,
        `${at.name} must be a URI, such as ${URI_EXAMPLES[kind]}; found ${found(value)}${at.full ? '' : uriHint(value, kind)}.`,
      );
  };

export const time =
  (clause: Clause): Rule =>
  (value, at) => {
    if (typeof value !== 'string')
      at.fail(
        'EPCIS_TYPE',
        'time',
        clause,
        `${at.name} must be a time in quotes, such as "2026-03-01T14:30:00+01:00"; found ${found(value)}.`,
      );
    else if (!isSchemaTime(value))
      at.fail(
        'EPCIS_TIME',
        'time',
        clause,
        `${at.name} must be a date and time with time zone, such as 2026-03-01T14:30:00+01:00; found ${found(value)}${timeHint(value)}.`,
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
      ended(
        `${at.name} must be an offset from UTC such as "+01:00" or "-05:00"; found ${found(value)}${offsetHint(value)}`,
      ),
    );
  };

export const pattern =
  (expression: RegExp, wanted: string, clause: Clause, hint: (text: string) => string = () => ''): Rule =>
  (value, at) => {
    if (typeof value !== 'string')
      at.fail('EPCIS_TYPE', 'text', clause, `${at.name} must be text in quotes; found ${found(value)}.`);
    else if (!expression.test(value))
      at.fail(
        'EPCIS_PATTERN',
        'pattern',
        clause,
        ended(`${at.name} must be ${wanted}; found ${found(value)}${hint(value)}`),
      );
  };

/** `uom`: a code of UNECE Recommendation 20. */
export const unit = (clause: Clause): Rule =>
  pattern(/^[A-Z0-9]{2,3}$/, 'a unit code of 2 or 3 capital letters and digits, such as KGM or LTR', clause, unitHint);

export interface ListOptions {
  readonly min?: number;
  readonly unique?: boolean;
}

export function list(element: Rule, clause: Clause, { min = 0, unique = false }: ListOptions = {}): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) {
      at.fail(
        'EPCIS_TYPE',
        'list',
        clause,
        `${at.name} must be a list in square brackets; found ${found(value)}${listHint(value)}.`,
      );
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
  const { name } = at;
  for (let i = 0; i < value.length; i++) {
    const element = value[i] as JsonValue;
    if (!seen.has(element)) {
      seen.add(element);
      continue;
    }
    at.enter(i);
    at.fail('EPCIS_DUPLICATE', 'unique', clause, `${name} names ${found(element)} twice.`);
    at.leave();
  }
}

/** One value or a list of them. */
export function oneOrMany(element: Rule, clause: Clause): Rule {
  const many = list(element, clause);
  return (value, at) => (Array.isArray(value) ? many : element)(value, at);
}

/**
 * True for a JSON object; reports anything else.
 * @param wrap the member that a bare URI was probably meant for
 */
export function requireObject(
  value: JsonValue,
  clause: Clause,
  at: Cursor,
  wrap?: string,
): value is { [name: string]: JsonValue } {
  if (isJsonObject(value)) return true;
  const hint =
    wrap !== undefined && typeof value === 'string' && isUri(value) ? `; write {"${wrap}": ${found(value)}}` : '';
  at.fail(
    'EPCIS_TYPE',
    'object',
    clause,
    `${at.name} must be an object in curly brackets; found ${found(value)}${hint}.`,
  );
  return false;
}
