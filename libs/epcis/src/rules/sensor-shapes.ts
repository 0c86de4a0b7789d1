import { CLAUSES } from '../clauses.js';
import { COMPONENT, MEASUREMENT_TYPE, SENSOR_ALERT } from '../vocabulary.js';
import { boolean, list, number, pattern, text, time, uri } from './primitives.js';
import { shape } from './shape.js';
import { word } from './words.js';

const ELEMENT = CLAUSES.sensorElement;
const REPORTED = CLAUSES.sensorReport;

const METADATA = shape({
  title: 'sensorMetadata',
  clause: ELEMENT,
  others: 'uri',
  members: {
    time: time(ELEMENT),
    startTime: time(ELEMENT),
    endTime: time(ELEMENT),
    deviceID: uri(ELEMENT, 'device'),
    deviceMetadata: uri(ELEMENT),
    rawData: uri(ELEMENT),
    dataProcessingMethod: uri(ELEMENT),
    bizRules: uri(ELEMENT),
  },
});

const REPORT = shape({
  title: 'A sensor report',
  clause: REPORTED,
  others: 'uri',
  required: ['type'],
  members: {
    type: word(MEASUREMENT_TYPE, 'web'),
    exception: word(SENSOR_ALERT, 'web'),
    deviceID: uri(REPORTED, 'device'),
    deviceMetadata: uri(REPORTED),
    rawData: uri(REPORTED),
    dataProcessingMethod: uri(REPORTED),
    bizRules: uri(REPORTED),
    time: time(REPORTED),
    microorganism: uri(REPORTED),
    chemicalSubstance: uri(REPORTED),
    coordinateReferenceSystem: uri(REPORTED),
    value: number(REPORTED),
    component: word(COMPONENT),
    stringValue: text(REPORTED),
    booleanValue: boolean(REPORTED),
    hexBinaryValue: pattern(/^[A-Fa-f0-9]+$/, 'hexadecimal digits', REPORTED),
    uriValue: uri(REPORTED),
    minValue: number(REPORTED),
    maxValue: number(REPORTED),
    meanValue: number(REPORTED),
    sDev: number(REPORTED),
    percRank: number(REPORTED),
    percValue: number(REPORTED),
    uom: text(REPORTED),
  },
});

/** One entry of sensorElementList. */
export const SENSOR_ELEMENT = shape({
  title: 'A sensor element',
  clause: ELEMENT,
  others: 'uri',
  required: ['sensorReport'],
  members: { sensorMetadata: METADATA, sensorReport: list(REPORT, ELEMENT, { min: 1 }) },
});
