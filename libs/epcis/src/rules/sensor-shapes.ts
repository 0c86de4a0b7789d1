import { COMPONENT, MEASUREMENT_TYPE, SENSOR_ALERT } from '../vocabulary.js';
import { boolean, list, number, pattern, text, time, uri, word } from './primitives.js';
import { shape } from './shape.js';

const CLAUSE = 'EPCIS 2.0 §7.3.7';

const METADATA = shape({
  title: 'sensorMetadata',
  clause: CLAUSE,
  others: 'uri',
  members: {
    time: time(CLAUSE),
    startTime: time(CLAUSE),
    endTime: time(CLAUSE),
    deviceID: uri(CLAUSE),
    deviceMetadata: uri(CLAUSE),
    rawData: uri(CLAUSE),
    dataProcessingMethod: uri(CLAUSE),
    bizRules: uri(CLAUSE),
  },
});

const REPORT = shape({
  title: 'A sensor report',
  clause: CLAUSE,
  others: 'uri',
  required: ['type'],
  members: {
    type: word(MEASUREMENT_TYPE, 'web'),
    exception: word(SENSOR_ALERT, 'web'),
    deviceID: uri(CLAUSE),
    deviceMetadata: uri(CLAUSE),
    rawData: uri(CLAUSE),
    dataProcessingMethod: uri(CLAUSE),
    bizRules: uri(CLAUSE),
    time: time(CLAUSE),
    microorganism: uri(CLAUSE),
    chemicalSubstance: uri(CLAUSE),
    coordinateReferenceSystem: uri(CLAUSE),
    value: number(CLAUSE),
    component: word(COMPONENT),
    stringValue: text(CLAUSE),
    booleanValue: boolean(CLAUSE),
    hexBinaryValue: pattern(/^[A-Fa-f0-9]+$/, 'hexadecimal digits', CLAUSE),
    uriValue: uri(CLAUSE),
    minValue: number(CLAUSE),
    maxValue: number(CLAUSE),
    meanValue: number(CLAUSE),
    sDev: number(CLAUSE),
    percRank: number(CLAUSE),
    percValue: number(CLAUSE),
    uom: text(CLAUSE),
  },
});

/** One entry of sensorElementList. */
export const SENSOR_ELEMENT = shape({
  title: 'A sensor element',
  clause: CLAUSE,
  others: 'uri',
  required: ['sensorReport'],
  members: { sensorMetadata: METADATA, sensorReport: list(REPORT, CLAUSE, { min: 1 }) },
});
