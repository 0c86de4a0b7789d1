import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { keyOfUri } from '@sealtrail/gs1/canonical-uri';
import { wrongCheckDigit } from '@sealtrail/gs1/gs1-keys';
import { epochMs } from '../date-time.js';
import { type Clause, CLAUSES } from '../clauses.js';
import type { EpcisContext } from '../event-list.js';
import { isStrictTime } from '../schema-time.js';
import { found } from './did-you-mean.js';
import { strictTimeHint } from './hints.js';
import type { EpcisIssue, EpcisIssueCode } from '../validation-report.js';

/*
 * What EPCIS 2.0 states and its JSON Schema does not. Decision which of it refuses a document:
 * an error only where an event would be ambiguous or could not be found again (no parent to aggregate
 * to, a time that systems read differently, a version we do not speak, nesting that others cannot
 * read); everything else is a warning, since published examples and live systems break it and a
 * refused scan helps nobody.
 */

export interface Findings {
  readonly errors: readonly EpcisIssue[];
  readonly warnings: readonly EpcisIssue[];
}

const NONE: readonly EpcisIssue[] = Object.freeze([]);
const CLEAN: Findings = { errors: NONE, warnings: NONE };
/** Clocks differ; an event this far ahead is still no news. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;
/** Deepest nesting of extension values that is taken. */
const MAX_EXTENSION_DEPTH = 64;

/** Collects lazily: a clean event allocates nothing. */
class Findbox {
  errors: EpcisIssue[] | undefined;
  warnings: EpcisIssue[] | undefined;
  readonly #event: number | undefined;

  constructor(event: number | undefined) {
    this.#event = event;
  }

  error(field: string, rule: string, clause: Clause, code: EpcisIssueCode, message: string): void {
    (this.errors ??= []).push(this.#issue(field, rule, clause, code, message));
  }

  warn(field: string, rule: string, clause: Clause, code: EpcisIssueCode, message: string): void {
    if ((this.warnings ??= []).length < 25) this.warnings.push(this.#issue(field, rule, clause, code, message));
  }

  #issue(field: string, rule: string, clause: Clause, code: EpcisIssueCode, message: string): EpcisIssue {
    return { ...(this.#event !== undefined && { event: this.#event }), field, rule, clause, code, message };
  }

  get findings(): Findings {
    return this.errors || this.warnings ? { errors: this.errors ?? NONE, warnings: this.warnings ?? NONE } : CLEAN;
  }
}

/** Rules over the document around the events. */
export function documentBusinessRules(document: JsonObject): Findings {
  const box = new Findbox(undefined);
  const version = document['schemaVersion'];
  if (typeof version === 'string' && !/^2(?:\.|$)/.test(version)) {
    box.error(
      '/schemaVersion',
      'version',
      CLAUSES.json,
      'EPCIS_VERSION',
      `schemaVersion is "${version.slice(0, 40)}", but JSON came with EPCIS 2: write "2.0" if the document follows it.`,
    );
  }
  return box.findings;
}

/** Rules over one event that has the right structure. */
export function businessRules(event: JsonObject, context: EpcisContext, number: number, nowMs?: number): Findings {
  const box = new Findbox(number);
  checkTimes(event, box, nowMs);
  checkParent(event, box);
  checkQuantities(event, box);
  checkIdentifiers(event, box);
  checkSensors(event, box);
  checkCorrection(event, box);
  checkExtensions(event, context, box);
  return box.findings;
}

function checkTimes(event: JsonObject, box: Findbox, nowMs: number | undefined): void {
  for (const name of ['eventTime', 'recordTime'] as const) {
    const time = event[name];
    if (typeof time === 'string' && !isStrictTime(time)) {
      box.error(
        `/${name}`,
        'strict-time',
        CLAUSES.time,
        'EPCIS_TIME',
        `${name} ${found(time)} must be written with T, seconds and a zone such as Z or +01:00${strictTimeHint(time)}.`,
      );
    }
  }
  const ms = nowMs === undefined || typeof event['eventTime'] !== 'string' ? undefined : epochMs(event['eventTime']);
  if (ms !== undefined && nowMs !== undefined && ms > nowMs + FUTURE_TOLERANCE_MS) {
    box.warn(
      '/eventTime',
      'not-in-future',
      CLAUSES.event,
      'EPCIS_TIME',
      `eventTime ${String(event['eventTime'])} lies in the future: are the clock and the time zone right?`,
    );
  }
}

function checkParent(event: JsonObject, box: Findbox): void {
  if (event['type'] !== 'AggregationEvent' || event['parentID'] !== undefined || event['action'] === 'OBSERVE') return;
  box.error(
    '',
    'parent',
    CLAUSES.eventType,
    'EPCIS_REQUIRED',
    'An AggregationEvent that adds or removes children must have a parentID.',
  );
}

function checkQuantities(event: JsonObject, box: Findbox): void {
  for (const name of ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList']) {
    const list = event[name];
    if (!Array.isArray(list)) continue;
    list.forEach((element, i) => {
      const quantity = isJsonObject(element) ? element['quantity'] : undefined;
      if (typeof quantity !== 'number' || !isJsonObject(element)) return;
      const field = `/${name}/${i}/quantity`;
      if (quantity < 0)
        box.warn(field, 'quantity', CLAUSES.quantity, 'EPCIS_QUANTITY', `The quantity ${quantity} is below zero.`);
      else if (element['uom'] === undefined && !Number.isInteger(quantity)) {
        box.warn(
          field,
          'quantity',
          CLAUSES.quantity,
          'EPCIS_QUANTITY',
          `Without a unit the quantity counts pieces, but ${quantity} is no whole number.`,
        );
      }
    });
  }
}

const ITEM_LISTS = ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'];

function checkIdentifiers(event: JsonObject, box: Findbox): void {
  for (const name of ITEM_LISTS) {
    const list = event[name];
    if (Array.isArray(list)) for (let i = 0; i < list.length; i++) checkKey(list[i], name, i, box);
  }
  checkKey(event['parentID'], 'parentID', undefined, box);
  for (const name of ['readPoint', 'bizLocation']) {
    const place = event[name];
    if (isJsonObject(place)) checkKey(place['id'], `${name}/id`, undefined, box);
  }
}

function checkKey(value: JsonValue | undefined, name: string, index: number | undefined, box: Findbox): void {
  if (typeof value !== 'string' || !value.startsWith('http')) return; // in URNs the check digit is not written
  const key = keyOfUri(value);
  const wrong = key && wrongCheckDigit(key.ai, key.value);
  if (!wrong) return;
  const field = index === undefined ? `/${name}` : `/${name}/${index}`;
  box.warn(
    field,
    'check-digit',
    CLAUSES.checkDigit,
    'EPCIS_IDENTIFIER',
    `The check digit in ${found(value)} is ${key.value[wrong.at]}; it should be ${wrong.expected}.`,
  );
}

function checkSensors(event: JsonObject, box: Findbox): void {
  const elements = event['sensorElementList'];
  if (!Array.isArray(elements)) return;
  elements.forEach((element, i) => {
    const reports = isJsonObject(element) ? element['sensorReport'] : undefined;
    if (!Array.isArray(reports)) return;
    reports.forEach((report, j) => {
      if (!isJsonObject(report)) return;
      const { minValue, maxValue } = report;
      if (typeof minValue === 'number' && typeof maxValue === 'number' && minValue > maxValue) {
        box.warn(
          `/sensorElementList/${i}/sensorReport/${j}`,
          'sensor-range',
          CLAUSES.sensorReport,
          'EPCIS_SENSOR',
          `minValue ${minValue} is above maxValue ${maxValue}.`,
        );
      }
    });
  });
}

function checkCorrection(event: JsonObject, box: Findbox): void {
  const declaration = event['errorDeclaration'];
  if (!isJsonObject(declaration)) return;
  const corrective = declaration['correctiveEventIDs'];
  if (Array.isArray(corrective) && event['eventID'] !== undefined && corrective.includes(event['eventID'])) {
    box.warn(
      '/errorDeclaration/correctiveEventIDs',
      'correction',
      CLAUSES.errorDeclaration,
      'EPCIS_CORRECTION',
      'correctiveEventIDs names this event itself; it must name the events that replace it.',
    );
  }
}

/** Prefixes must be declared, and extension values must not nest without end. */
function checkExtensions(event: JsonObject, context: EpcisContext, box: Findbox): void {
  for (const name of Object.keys(event)) {
    const value = event[name] as JsonValue;
    const colon = name.indexOf(':');
    if (
      colon > 0 &&
      !name.includes('/') &&
      !context.prefixes.has(name.slice(0, colon)) &&
      event['@context'] === undefined
    ) {
      box.warn(
        `/${name.replaceAll('~', '~0')}`,
        'prefix',
        CLAUSES.extension,
        'EPCIS_CONTEXT',
        `The prefix "${name.slice(0, colon)}" is not declared in @context: others cannot tell what the field means.`,
      );
    }
    if (typeof value === 'object' && value !== null && deeperThan(value, MAX_EXTENSION_DEPTH)) {
      box.error(
        `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        'depth',
        CLAUSES.nesting,
        'EPCIS_DEPTH',
        `"${name.slice(0, 80)}" is nested more than ${MAX_EXTENSION_DEPTH} levels deep.`,
      );
    }
  }
}

/** Breadth first, so that depth costs no stack. */
function deeperThan(value: JsonValue, limit: number): boolean {
  let level: JsonValue[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: JsonValue[] = [];
    for (const parent of level) {
      if (typeof parent !== 'object' || parent === null) continue;
      for (const child of Array.isArray(parent) ? parent : Object.values(parent)) {
        if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}
