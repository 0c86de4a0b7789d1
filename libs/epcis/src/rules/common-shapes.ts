import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { CLAUSES } from '../clauses.js';
import { BIZ_TRANSACTION_TYPE, DISPOSITION, ERROR_REASON, SOURCE_DEST_TYPE } from '../vocabulary.js';
import type { Cursor } from './cursor.js';
import { found } from './did-you-mean.js';
import { list, number, pattern, type Rule, time, uri, word } from './primitives.js';
import { isUri } from '../uri.js';
import { jsonKey } from './json-key.js';
import { shape } from './shape.js';

/** `@context`: a URI, an object, or a list of them without repetition. */
export const CONTEXT: Rule = (value, at) => {
  const clause = CLAUSES.context;
  const one = (part: JsonValue): void => {
    if (isJsonObject(part) || (typeof part === 'string' && isUri(part))) return;
    at.fail(
      'EPCIS_CONTEXT',
      'context',
      clause,
      `@context must name a context by its URI or define prefixes in an object; found ${found(part)}.`,
    );
  };
  if (!Array.isArray(value)) return one(value);
  const seen = new Set<string>();
  value.forEach((part, i) => {
    at.enter(i);
    one(part);
    const key = jsonKey(part);
    if (seen.has(key)) at.fail('EPCIS_DUPLICATE', 'unique', clause, '@context holds the same entry twice.');
    seen.add(key);
    at.leave();
  });
};

/** readPoint and bizLocation. */
export const LOCATION = shape({
  title: 'A location',
  clause: CLAUSES.place,
  others: 'any',
  required: ['id'],
  members: { id: uri(CLAUSES.place) },
});

export const QUANTITY_ELEMENT = shape({
  title: 'A quantity element',
  clause: CLAUSES.quantity,
  others: 'none',
  required: ['epcClass'],
  members: {
    epcClass: uri(CLAUSES.quantity),
    quantity: number(CLAUSES.quantity),
    uom: pattern(/^[A-Z0-9]{2,3}$/, 'a unit code such as KGM or LTR', CLAUSES.unit),
  },
});

export const BIZ_TRANSACTION = shape({
  title: 'A business transaction',
  clause: CLAUSES.bizTransaction,
  others: 'none',
  required: ['bizTransaction'],
  members: { type: word(BIZ_TRANSACTION_TYPE), bizTransaction: uri(CLAUSES.bizTransaction) },
});

export const SOURCE = shape({
  title: 'A source',
  clause: CLAUSES.sourceDestination,
  others: 'none',
  required: ['type', 'source'],
  members: { type: word(SOURCE_DEST_TYPE), source: uri(CLAUSES.sourceDestination) },
});
export const DESTINATION = shape({
  title: 'A destination',
  clause: CLAUSES.sourceDestination,
  others: 'none',
  required: ['type', 'destination'],
  members: { type: word(SOURCE_DEST_TYPE), destination: uri(CLAUSES.sourceDestination) },
});

const PERSISTENT = CLAUSES.persistentDisposition;
const DISPOSITIONS = list(word(DISPOSITION), PERSISTENT, { min: 1, unique: true });
export const PERSISTENT_DISPOSITION = shape({
  title: 'persistentDisposition',
  clause: PERSISTENT,
  others: 'none',
  members: { set: DISPOSITIONS, unset: DISPOSITIONS },
  together: [setOrUnset],
});

function setOrUnset(object: JsonObject, at: Cursor): void {
  if (object['set'] !== undefined || object['unset'] !== undefined) return;
  at.fail('EPCIS_COMBINATION', 'set-or-unset', PERSISTENT, 'persistentDisposition must have "set", "unset" or both.');
}

const ERROR = CLAUSES.errorDeclaration;
export const ERROR_DECLARATION = shape({
  title: 'An error declaration',
  clause: ERROR,
  others: 'uri',
  required: ['declarationTime'],
  members: { declarationTime: time(ERROR), reason: word(ERROR_REASON), correctiveEventIDs: list(uri(ERROR), ERROR) },
});

/** Instance and lot master data: any names with a namespace. */
export const ILMD = shape({ title: 'ilmd', clause: CLAUSES.ilmd, others: 'uri', members: {} });
