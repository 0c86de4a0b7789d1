import { isJsonObject, type JsonObject } from '@sealtrail/bytes/json';
import { CLAUSES } from '../clauses.js';
import type { Cursor } from './cursor.js';

const filled = (object: JsonObject, name: string): boolean => {
  const value = object[name];
  return Array.isArray(value) && value.length > 0;
};

/** ObjectEvent: what was seen, or a sensor at a place; an empty epcList counts as "none of them". */
export function objectNeedsItems(event: JsonObject, at: Cursor): void {
  if (event['epcList'] !== undefined || filled(event, 'quantityList')) return;
  if (filled(event, 'sensorElementList') && isJsonObject(event['readPoint'])) return;
  at.fail(
    'EPCIS_COMBINATION',
    'object-items',
    CLAUSES.eventType,
    'An ObjectEvent must name items in epcList or quantityList, or carry sensor data together with a readPoint.',
  );
}

/** Instance and lot master data come with the birth of an item only. */
export function ilmdNeedsAdd(event: JsonObject, at: Cursor): void {
  if (event['ilmd'] === undefined || event['action'] === 'ADD' || event['action'] === undefined) return;
  at.enter('ilmd');
  at.fail(
    'EPCIS_COMBINATION',
    'ilmd-action',
    CLAUSES.ilmd,
    'ilmd is allowed with action ADD only: it describes items as they come into being.',
  );
  at.leave();
}

/** AggregationEvent and AssociationEvent: children must be named unless all of them are taken out. */
export function childrenOrDelete(event: JsonObject, at: Cursor): void {
  if (filled(event, 'childEPCs') || filled(event, 'childQuantityList') || event['action'] === 'DELETE') return;
  at.fail(
    'EPCIS_COMBINATION',
    'children',
    CLAUSES.eventType,
    'Children must be named in childEPCs or childQuantityList; only action DELETE may leave them out.',
  );
}

/** TransactionEvent: the items, unless all of them are taken off. */
export function transactionNeedsItems(event: JsonObject, at: Cursor): void {
  if (event['epcList'] !== undefined || filled(event, 'quantityList') || event['action'] === 'DELETE') return;
  at.fail(
    'EPCIS_COMBINATION',
    'transaction-items',
    CLAUSES.eventType,
    'A TransactionEvent must name items in epcList or quantityList; only action DELETE may leave them out.',
  );
}

/** TransformationEvent: inputs and outputs, or one of them with a transformationID that joins several events. */
export function inputsAndOutputs(event: JsonObject, at: Cursor): void {
  const inputs = filled(event, 'inputEPCList') || filled(event, 'inputQuantityList');
  const outputs = filled(event, 'outputEPCList') || filled(event, 'outputQuantityList');
  if (inputs && outputs) return;
  if (event['transformationID'] !== undefined && (inputs || outputs)) return;
  const into = 'inputs (inputEPCList or inputQuantityList)';
  const outOf = 'outputs (outputEPCList or outputQuantityList)';
  const missing = inputs ? `no ${outOf}` : outputs ? `no ${into}` : `neither ${into} nor ${outOf}`;
  at.fail(
    'EPCIS_COMBINATION',
    'transformation',
    CLAUSES.eventType,
    `The TransformationEvent names ${missing}. One side alone is enough only with a transformationID.`,
  );
}
