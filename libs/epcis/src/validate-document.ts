import { isJsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { CLAUSES } from './clauses.js';
import { contextOf, documentKind, eventList } from './event-list.js';
import { businessRules, documentBusinessRules } from './rules/business-rules.js';
import { Cursor } from './rules/cursor.js';
import { found } from './rules/did-you-mean.js';
import { documentRule, requireContext } from './rules/document-shapes.js';
import { eventRule } from './rules/event-shapes.js';
import type { EpcisIssue, EventReport, ValidationReport } from './validation-report.js';

export interface ValidationOptions {
  /** Rules of the standard that its schema does not state. On unless switched off. */
  readonly businessRules?: boolean;
  /** Milliseconds since 1970: with it, events from the future are pointed out. */
  readonly nowMs?: number;
}

const NONE: readonly EpcisIssue[] = Object.freeze([]);

/**
 * Validates an EPCIS 2.0 JSON document, query document or bare event. The structure rules take exactly
 * what GS1's JSON Schema takes (`schemaValid`); rules that the schema leaves out add errors and warnings.
 * Total: any value gives a report, nothing is thrown.
 */
export function validateEpcisDocument(value: JsonValue, options: ValidationOptions = {}): ValidationReport {
  const document = new Cursor();
  const kind = documentKind(value);
  if (!isJsonObject(value)) {
    document.fail('EPCIS_TYPE', 'document', CLAUSES.json, `An EPCIS document is a JSON object; found ${found(value)}.`);
    return report(document, NONE, NONE, [], false);
  }
  if (kind !== 'event') documentRule(kind, value, document);
  const extra = options.businessRules !== false;
  const context = contextOf(value);
  const findings = extra && !document.failed ? documentBusinessRules(value) : { errors: NONE, warnings: NONE };
  let schemaValid = !document.failed;
  const events = eventList(value).map((event, index): EventReport => {
    const at = new Cursor(index + 1);
    eventRule(event, at);
    if (kind === 'event') requireContext(event, at);
    if (at.failed) schemaValid = false;
    if (at.failed || !extra || !isJsonObject(event)) return { index, errors: at.issues, warnings: NONE };
    const { errors, warnings } = businessRules(event, context, index + 1, options.nowMs);
    return { index, errors, warnings };
  });
  return report(document, findings.errors, findings.warnings, events, schemaValid);
}

function report(
  document: Cursor,
  errors: readonly EpcisIssue[],
  documentWarnings: readonly EpcisIssue[],
  events: readonly EventReport[],
  schemaValid: boolean,
): ValidationReport {
  const documentErrors = [...document.issues, ...errors];
  const valid = documentErrors.length === 0 && events.every((event) => event.errors.length === 0);
  return { valid, schemaValid, documentErrors, documentWarnings, events };
}
