import type { Clause } from './clauses.js';

/**
 * Codes of validation issues. They are stable; the sentence beside them is for people and may change.
 */
export type EpcisIssueCode =
  | 'EPCIS_TYPE'
  | 'EPCIS_REQUIRED'
  | 'EPCIS_UNKNOWN_FIELD'
  | 'EPCIS_URI'
  | 'EPCIS_TIME'
  | 'EPCIS_TIME_ZONE'
  | 'EPCIS_WORD'
  | 'EPCIS_ACTION'
  | 'EPCIS_EVENT_TYPE'
  | 'EPCIS_DOCUMENT_TYPE'
  | 'EPCIS_PATTERN'
  | 'EPCIS_DUPLICATE'
  | 'EPCIS_EMPTY'
  | 'EPCIS_COMBINATION'
  | 'EPCIS_CONTEXT'
  | 'EPCIS_VERSION'
  | 'EPCIS_QUANTITY'
  | 'EPCIS_SENSOR'
  | 'EPCIS_IDENTIFIER'
  | 'EPCIS_CORRECTION'
  | 'EPCIS_DEPTH';

/** One thing wrong with a document, told so that the person who sent it can mend it. */
export interface EpcisIssue {
  /** Number of the event in the document, counted from 1; absent for the document itself. */
  readonly event?: number;
  /** JSON Pointer (RFC 6901) from the event, or from the document when `event` is absent. */
  readonly field: string;
  /** Name of the rule, stable. */
  readonly rule: string;
  /** Where the standard says so: one of {@link CLAUSES}. */
  readonly clause: Clause;
  readonly code: EpcisIssueCode;
  readonly message: string;
}

export interface EventReport {
  /** Position in the document, counted from 0. */
  readonly index: number;
  readonly errors: readonly EpcisIssue[];
  /** Worth a look, but taken. */
  readonly warnings: readonly EpcisIssue[];
}

export interface ValidationReport {
  /** No errors anywhere. */
  readonly valid: boolean;
  /** The verdict of the structure rules alone: the same as that of GS1's JSON Schema. */
  readonly schemaValid: boolean;
  readonly documentErrors: readonly EpcisIssue[];
  readonly documentWarnings: readonly EpcisIssue[];
  /** One entry per event, in document order, clean ones included. */
  readonly events: readonly EventReport[];
}
