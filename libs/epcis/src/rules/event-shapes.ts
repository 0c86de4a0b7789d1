import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';
import { CLAUSES } from '../clauses.js';
import { ACTIONS, BIZ_STEP, DISPOSITION, EVENT_TYPES } from '../vocabulary.js';
import { isUri } from '../uri.js';
import {
  childrenOrDelete,
  ilmdNeedsAdd,
  inputsAndOutputs,
  objectNeedsItems,
  transactionNeedsItems,
} from './combinations.js';
import {
  BIZ_TRANSACTION,
  CONTEXT,
  DESTINATION,
  ERROR_DECLARATION,
  ILMD,
  LOCATION,
  PERSISTENT_DISPOSITION,
  QUANTITY_ELEMENT,
  SOURCE,
} from './common-shapes.js';
import type { Cursor } from './cursor.js';
import { didYouMean, found } from './did-you-mean.js';
import { list, oneOrMany, requireObject, type Rule, time, uri, zoneOffset } from './primitives.js';
import { SENSOR_ELEMENT } from './sensor-shapes.js';
import { objectRule } from './shape.js';
import { oneOf, word } from './words.js';

const EVENT = CLAUSES.event;

/** Members that every event has. */
const COMMON: Readonly<Record<string, Rule>> = {
  '@context': CONTEXT,
  eventTime: time(EVENT),
  recordTime: time(EVENT),
  eventTimeZoneOffset: zoneOffset(EVENT),
  eventID: uri(EVENT, 'event'),
  certificationInfo: oneOrMany(uri(EVENT), EVENT),
  errorDeclaration: ERROR_DECLARATION,
};

/** Members of the business context that all five types share. */
const BUSINESS: Readonly<Record<string, Rule>> = {
  bizStep: word(BIZ_STEP),
  disposition: word(DISPOSITION),
  readPoint: LOCATION,
  bizLocation: LOCATION,
  bizTransactionList: list(BIZ_TRANSACTION, CLAUSES.bizTransaction),
  sourceList: list(SOURCE, CLAUSES.sourceDestination),
  destinationList: list(DESTINATION, CLAUSES.sourceDestination),
  sensorElementList: list(SENSOR_ELEMENT, CLAUSES.sensorElement),
};

const action = oneOf(ACTIONS, 'EPCIS_ACTION', CLAUSES.action);
const item = uri(CLAUSES.identifier, 'item');
const epcs = list(item, CLAUSES.items);
const uniqueEpcs = list(item, CLAUSES.items, { unique: true });
const quantities = list(QUANTITY_ELEMENT, CLAUSES.items);
const TIMES = ['eventTime', 'eventTimeZoneOffset'];
const PARENT_AND_CHILDREN = { parentID: item, childEPCs: epcs, childQuantityList: quantities, action };

const WITH_PARENT = 'only AggregationEvent, AssociationEvent and TransactionEvent have it';
const IN_OBJECTS = 'only ObjectEvent and TransformationEvent have it';
const CHILDREN_INSTEAD = {
  epcList: 'the items go into "childEPCs"',
  quantityList: 'the items go into "childQuantityList"',
  persistentDisposition: IN_OBJECTS,
  ilmd: IN_OBJECTS,
};
const ITEMS_INSTEAD = {
  childEPCs: 'the items go into "epcList"',
  childQuantityList: 'the items go into "quantityList"',
};

const SHAPES = {
  ObjectEvent: objectRule({
    title: 'An ObjectEvent',
    clause: CLAUSES.eventType,
    others: 'uri',
    free: ['type'],
    elsewhere: { ...ITEMS_INSTEAD, parentID: WITH_PARENT },
    required: [...TIMES, 'action'],
    members: {
      ...COMMON,
      ...BUSINESS,
      epcList: uniqueEpcs,
      quantityList: quantities,
      action,
      persistentDisposition: PERSISTENT_DISPOSITION,
      ilmd: ILMD,
    },
    together: [objectNeedsItems, ilmdNeedsAdd],
  }),
  AggregationEvent: objectRule({
    title: 'An AggregationEvent',
    clause: CLAUSES.eventType,
    others: 'uri',
    free: ['type'],
    elsewhere: CHILDREN_INSTEAD,
    required: [...TIMES, 'action'],
    members: { ...COMMON, ...BUSINESS, ...PARENT_AND_CHILDREN },
    together: [childrenOrDelete],
  }),
  TransactionEvent: objectRule({
    title: 'A TransactionEvent',
    clause: CLAUSES.eventType,
    others: 'uri',
    free: ['type'],
    elsewhere: { ...ITEMS_INSTEAD, persistentDisposition: IN_OBJECTS, ilmd: IN_OBJECTS },
    required: [...TIMES, 'bizTransactionList', 'action'],
    members: {
      ...COMMON,
      ...BUSINESS,
      bizTransactionList: list(BIZ_TRANSACTION, CLAUSES.bizTransaction, { min: 1 }),
      parentID: item,
      epcList: epcs,
      quantityList: quantities,
      action,
    },
    together: [transactionNeedsItems],
  }),
  TransformationEvent: objectRule({
    title: 'A TransformationEvent',
    clause: CLAUSES.eventType,
    others: 'uri',
    free: ['type'],
    elsewhere: {
      action: 'leave it out',
      parentID: WITH_PARENT,
      epcList: 'the items go into "inputEPCList" or "outputEPCList"',
      quantityList: 'the items go into "inputQuantityList" or "outputQuantityList"',
    },
    required: TIMES,
    members: {
      ...COMMON,
      ...BUSINESS,
      inputEPCList: uniqueEpcs,
      inputQuantityList: quantities,
      outputEPCList: uniqueEpcs,
      outputQuantityList: quantities,
      transformationID: item,
      persistentDisposition: PERSISTENT_DISPOSITION,
      ilmd: ILMD,
    },
    together: [inputsAndOutputs],
  }),
  AssociationEvent: objectRule({
    title: 'An AssociationEvent',
    clause: CLAUSES.eventType,
    others: 'uri',
    free: ['type'],
    elsewhere: CHILDREN_INSTEAD,
    required: [...TIMES, 'action', 'parentID'],
    members: { ...COMMON, ...BUSINESS, ...PARENT_AND_CHILDREN },
    together: [childrenOrDelete],
  }),
} as const;

/** Event types of other standards: any URI as type, the common members, everything else free. */
const EXTENDED = objectRule({
  title: 'An event',
  clause: EVENT,
  others: 'any',
  free: ['type'],
  required: TIMES,
  members: COMMON,
});

/** Judges one event of a document. To add an event type, add its shape above. */
export function eventRule(value: JsonValue, at: Cursor): void {
  if (!requireObject(value, EVENT, at)) return;
  const type = value['type'];
  if (type === undefined) {
    at.fail(
      'EPCIS_REQUIRED',
      'event-type',
      CLAUSES.eventType,
      value['epcisBody'] !== undefined
        ? 'A document must have the field "type" with EPCISDocument.'
        : `An event must have the field "type" with one of ${[...EVENT_TYPES].join(', ')}${oldType(value)}`,
    );
  } else if (typeof type === 'string' && Object.hasOwn(SHAPES, type)) {
    SHAPES[type as keyof typeof SHAPES](value, at);
  } else if (typeof type === 'string' && isUri(type)) {
    EXTENDED(value, at);
  } else {
    unknownType(value, type, at);
  }
}

/** Drafts of EPCIS 2.0 and other systems name the type otherwise. */
function oldType(event: JsonObject): string {
  const name = ['isA', '@type', 'Type', 'eventType', 'event_type'].find((each) => event[each] !== undefined);
  return name === undefined ? '.' : `; it has "${name}", which must be called "type".`;
}

function unknownType(event: JsonObject, type: JsonValue, at: Cursor): void {
  const known = event['epcisBody'] === undefined ? EVENT_TYPES : ['EPCISDocument', 'EPCISQueryDocument'];
  const hint =
    type === 'QuantityEvent'
      ? '; write an ObjectEvent with a quantityList.'
      : typeof type === 'string'
        ? didYouMean(type, known) || '.'
        : '.';
  at.enter('type');
  at.fail(
    'EPCIS_EVENT_TYPE',
    'event-type',
    CLAUSES.eventType,
    `type must be one of ${[...known].join(', ')} or a URI of your own; found ${found(type)}${hint}`,
  );
  at.leave();
  if (known === EVENT_TYPES) EXTENDED(event, at);
}
