import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { MEASUREMENT_TYPE, SENSOR_ALERT, shortWord } from './vocabulary.js';

/** One sensor report in short (EPCIS 2.0 §7.3.7.1.2). */
export interface SensorReading {
  readonly type: string;
  readonly value?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly meanValue?: number;
  readonly uom?: string;
  readonly time?: string;
  readonly deviceID?: string;
  /** ALARM_CONDITION: a business rule was broken; ERROR_CONDITION: the sensor itself is in trouble. */
  readonly exception?: string;
  readonly alarm: boolean;
}

/** All reports of a sensorElementList in document order; what is not a report is left out. */
export function sensorReadings(value: JsonValue | undefined): SensorReading[] {
  const readings: SensorReading[] = [];
  for (const element of Array.isArray(value) ? value : []) {
    if (!isJsonObject(element)) continue;
    const metadata = isJsonObject(element['sensorMetadata']) ? element['sensorMetadata'] : {};
    const reports = element['sensorReport'];
    for (const report of Array.isArray(reports) ? reports : []) {
      if (isJsonObject(report)) readings.push(readingOf(report, metadata));
    }
  }
  return readings;
}

function readingOf(report: JsonObject, metadata: JsonObject): SensorReading {
  const type = report['type'];
  const exception = text(report['exception']);
  return {
    type: typeof type === 'string' ? shortWord(MEASUREMENT_TYPE, type) : '',
    ...numbers(report),
    ...texts({
      uom: report['uom'],
      time: report['time'] ?? metadata['time'],
      deviceID: report['deviceID'] ?? metadata['deviceID'],
    }),
    ...(exception !== undefined && { exception: shortWord(SENSOR_ALERT, exception) }),
    alarm: exception !== undefined,
  };
}

function numbers(report: JsonObject): { value?: number; minValue?: number; maxValue?: number; meanValue?: number } {
  const found: Record<string, number> = {};
  for (const name of ['value', 'minValue', 'maxValue', 'meanValue']) {
    const value = report[name];
    if (typeof value === 'number') found[name] = value;
  }
  return found;
}

function texts(members: Record<string, JsonValue | undefined>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(members)) if (typeof value === 'string') found[name] = value;
  return found;
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
