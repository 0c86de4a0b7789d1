/**
 * Where the standards state what the rules check, by subject: the one place where clauses are written. A
 * clause stands here only when public text of the ratified standard shows its number; where none was found,
 * the nearest enclosing clause that is certain stands instead. README.md, section Clauses, names the
 * evidence for each of them, and `clauses.spec.ts` holds the two together.
 */
export const CLAUSES = {
  /** Master data in the header of a document. */
  masterData: 'EPCIS 2.0 §6.1.1',
  /** Items, places, parties and documents are named by URIs. */
  identifier: 'EPCIS 2.0 §6.4',
  /** How a time is written. */
  time: 'EPCIS 2.0 §7.3.1',
  action: 'EPCIS 2.0 §7.3.2',
  /** Lists of items. */
  items: 'EPCIS 2.0 §7.3.3',
  quantity: 'EPCIS 2.0 §7.3.3.1',
  unit: 'EPCIS 2.0 §7.3.3.1.1',
  /** readPoint and bizLocation. */
  place: 'EPCIS 2.0 §7.3.5',
  bizTransaction: 'EPCIS 2.0 §7.3.6',
  persistentDisposition: 'EPCIS 2.0 §7.3.6.2.2',
  sourceDestination: 'EPCIS 2.0 §7.3.6.4',
  sensorElement: 'EPCIS 2.0 §7.3.7.1',
  sensorReport: 'EPCIS 2.0 §7.3.7.1.2',
  ilmd: 'EPCIS 2.0 §7.3.8',
  /** What the five event types add to the members that all events share. */
  eventType: 'EPCIS 2.0 §7.4',
  /** Members that all events share. */
  event: 'EPCIS 2.0 §7.4.1',
  errorDeclaration: 'EPCIS 2.0 §7.4.1.2',
  /** Events as JSON. */
  json: 'EPCIS 2.0 §10',
  context: 'EPCIS 2.0 §10.1',
  /** Fields of one's own. */
  extension: 'EPCIS 2.0 §10.1.3',
  /** Conformance: a JSON document fits the JSON Schema of the standard. */
  schema: 'EPCIS 2.0 §14.7',
  bizStep: 'CBV 2.0 §7.1.3',
  disposition: 'CBV 2.0 §7.2.3',
  bizTransactionType: 'CBV 2.0 §7.3.3',
  sourceDestinationType: 'CBV 2.0 §7.4.3',
  errorReason: 'CBV 2.0 §7.5.3',
  sensorAlert: 'CBV 2.0 §7.6.3',
  checkDigit: 'GS1 General Specifications §7.9',
  /** A reader of JSON may limit the depth of nesting. */
  nesting: 'RFC 8259 §9',
} as const;

export type Clause = (typeof CLAUSES)[keyof typeof CLAUSES];
