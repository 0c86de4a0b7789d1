import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { CLAUSES } from '../clauses.js';
import { BIZ_TRANSACTION_TYPE, DISPOSITION, ERROR_REASON, SOURCE_DEST_TYPE } from '../vocabulary.js';
import type { Cursor } from './cursor.js';
import { found } from './did-you-mean.js';
import { list, number, type Rule, time, unit, uri } from './primitives.js';
import { isUri } from '../uri.js';
import { jsonKey } from './json-key.js';
import { shape } from './shape.js';
import { word } from './words.js';

/** `@context`: a URI, an object, or a list of them without repetition. */
export const CONTEXT: Rule = (value, at) => {
  const clause = CLAUSES.context;
  const one = (part: JsonValue): void => {
    if (isJsonObject(part) || (typeof part === 'string' && isUri(part))) return;
    at.fail(
      'EPCIS_CONTEXT',
      'context',
      clause,
      `@context must name a context by its URI, such as "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", or define prefixes in an object; found ${found(part)}.`,
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
  wrap: 'id',
  members: { id: uri(CLAUSES.place, 'place') },
});

export const QUANTITY_ELEMENT = shape({
  title: 'A quantity element',
  clause: CLAUSES.quantity,
  others: 'none',
  required: ['epcClass'],
  wrap: 'epcClass',
  members: {
    epcClass: uri(CLAUSES.quantity, 'class'),
    quantity: number(CLAUSES.quantity),
    uom: unit(CLAUSES.unit),
  },
});

export const BIZ_TRANSACTION = shape({
  title: 'A business transaction',
  clause: CLAUSES.bizTransaction,
  others: 'none',
  required: ['bizTransaction'],
  wrap: 'bizTransaction',
  elsewhere: { id: 'the reference goes into "bizTransaction"' },
  members: { type: word(BIZ_TRANSACTION_TYPE), bizTransaction: uri(CLAUSES.bizTransaction, 'document') },
});

export const SOURCE = shape({
  title: 'A source',
  clause: CLAUSES.sourceDestination,
  others: 'none',
  required: ['type', 'source'],
  elsewhere: { id: 'the party or place goes into "source"', destination: 'write "source" instead' },
  members: { type: word(SOURCE_DEST_TYPE), source: uri(CLAUSES.sourceDestination, 'party') },
});
export const DESTINATION = shape({
  title: 'A destination',
  clause: CLAUSES.sourceDestination,
  others: 'none',
  required: ['type', 'destination'],
  elsewhere: { id: 'the party or place goes into "destination"', source: 'write "destination" instead' },
  members: { type: word(SOURCE_DEST_TYPE), destination: uri(CLAUSES.sourceDestination, 'party') },
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
  members: {
    declarationTime: time(ERROR),
    reason: word(ERROR_REASON),
    correctiveEventIDs: list(uri(ERROR, 'event'), ERROR),
  },
});

/** Instance and lot master data: any names with a namespace. */
export const ILMD = shape({
  title: 'ilmd',
  clause: CLAUSES.ilmd,
  others: 'uri',
  standardPrefix: 'cbvmda',
  members: {},
});
