import {
  BIZ_STEP,
  BIZ_TRANSACTION_TYPE,
  COMPONENT,
  DISPOSITION,
  MEASUREMENT_TYPE,
  SENSOR_ALERT,
  SOURCE_DEST_TYPE,
  type Vocabulary,
} from './vocabulary.js';

/**
 * The canonical order of fields in the pre-hash string (CBV 2.0 §8.9, table of fields) as data.
 * `name` is the JSON member; what it holds decides how it is written.
 */
export type HashField =
  | { readonly name: string; readonly as: 'time' | 'text' | 'uri' | 'number' | 'boolean' }
  | { readonly name: string; readonly as: 'word'; readonly vocabulary: Vocabulary }
  /** One value or an array of values, each with the name in front. */
  | { readonly name: string; readonly as: 'uris' }
  | { readonly name: string; readonly as: 'words'; readonly vocabulary: Vocabulary }
  /** List name, then each element under `element` (XML's name for it). */
  | { readonly name: string; readonly as: 'epcs' }
  | { readonly name: string; readonly as: 'list'; readonly element: string; readonly fields: readonly HashField[] }
  | { readonly name: string; readonly as: 'object'; readonly fields: readonly HashField[] }
  /** Array of objects, each with the member's own name in front and no list name. */
  | { readonly name: string; readonly as: 'objects'; readonly fields: readonly HashField[] };

const time = (name: string): HashField => ({ name, as: 'time' });
const text = (name: string): HashField => ({ name, as: 'text' });
const uri = (name: string): HashField => ({ name, as: 'uri' });
const number = (name: string): HashField => ({ name, as: 'number' });
const word = (name: string, vocabulary: Vocabulary): HashField => ({ name, as: 'word', vocabulary });
const epcs = (name: string): HashField => ({ name, as: 'epcs' });
const QUANTITY: readonly HashField[] = [uri('epcClass'), number('quantity'), text('uom')];
const quantities = (name: string): HashField => ({ name, as: 'list', element: 'quantityElement', fields: QUANTITY });
const place = (name: string): HashField => ({ name, as: 'object', fields: [uri('id')] });
const typed = (name: string, vocabulary: Vocabulary, member: string): HashField => ({
  name,
  as: 'list',
  element: '',
  fields: [word('type', vocabulary), uri(member)],
});

const SENSOR_METADATA: readonly HashField[] = [
  time('time'),
  time('startTime'),
  time('endTime'),
  uri('deviceID'),
  uri('deviceMetadata'),
  uri('rawData'),
  uri('dataProcessingMethod'),
  uri('bizRules'),
];

const SENSOR_REPORT: readonly HashField[] = [
  word('type', MEASUREMENT_TYPE),
  word('exception', SENSOR_ALERT),
  uri('deviceID'),
  uri('deviceMetadata'),
  uri('rawData'),
  uri('dataProcessingMethod'),
  time('time'),
  uri('microorganism'),
  uri('chemicalSubstance'),
  number('value'),
  word('component', COMPONENT),
  text('stringValue'),
  { name: 'booleanValue', as: 'boolean' },
  text('hexBinaryValue'),
  uri('uriValue'),
  number('minValue'),
  number('maxValue'),
  number('meanValue'),
  number('sDev'),
  number('percRank'),
  number('percValue'),
  text('uom'),
  uri('coordinateReferenceSystem'),
];

export const EVENT_FIELDS: readonly HashField[] = [
  time('eventTime'),
  text('eventTimeZoneOffset'),
  { name: 'certificationInfo', as: 'uris' },
  epcs('epcList'),
  uri('parentID'),
  epcs('inputEPCList'),
  epcs('childEPCs'),
  quantities('quantityList'),
  quantities('childQuantityList'),
  quantities('inputQuantityList'),
  epcs('outputEPCList'),
  quantities('outputQuantityList'),
  text('action'),
  uri('transformationID'),
  word('bizStep', BIZ_STEP),
  word('disposition', DISPOSITION),
  {
    name: 'persistentDisposition',
    as: 'object',
    fields: [
      { name: 'set', as: 'words', vocabulary: DISPOSITION },
      { name: 'unset', as: 'words', vocabulary: DISPOSITION },
    ],
  },
  place('readPoint'),
  place('bizLocation'),
  typed('bizTransactionList', BIZ_TRANSACTION_TYPE, 'bizTransaction'),
  typed('destinationList', SOURCE_DEST_TYPE, 'destination'),
  typed('sourceList', SOURCE_DEST_TYPE, 'source'),
  {
    name: 'sensorElementList',
    as: 'list',
    element: 'sensorElement',
    fields: [
      { name: 'sensorMetadata', as: 'object', fields: SENSOR_METADATA },
      { name: 'sensorReport', as: 'objects', fields: SENSOR_REPORT },
    ],
  },
];

/** Members of an event that never enter the hash. `type` does, in front, as eventType. */
export const NEVER_HASHED: ReadonlySet<string> = new Set([
  'type',
  '@context',
  'recordTime',
  'eventID',
  'errorDeclaration',
]);
