import type { JsonObject } from '@sealtrail/bytes/json';
import { expect, test } from 'vitest';
import { bodyDigest, idKey, identityKeys } from './identity-keys.js';
import { keyName, planBatch, type StoredEvent } from './plan-batch.js';
import type { ErrorBehaviour, PreparedDocument, PreparedEvent } from './prepared.js';

const event = (members: JsonObject): JsonObject => ({ type: 'ObjectEvent', eventID: 'urn:uuid:1', ...members });

function document(behaviour: ErrorBehaviour, ...events: JsonObject[]): PreparedDocument {
  const prepared = events.map((value, ordinal) => {
    const eventId = String(value['eventID']);
    return { ordinal, value, eventId, keys: identityKeys(value, eventId) } as PreparedEvent;
  });
  return { organisationId: 'o', behaviour, events: prepared, issues: [] } as unknown as PreparedDocument;
}

const summary = (...documents: PreparedDocument[]) => {
  const plan = planBatch(documents, new Map());
  return {
    new: plan.newEvents.length,
    refused: plan.documents.map((planned) => planned.refused),
    issues: plan.documents.flatMap((planned) => planned.issues.map((issue) => issue.event)),
  };
};

test('the same content twice is one event', () => {
  expect(summary(document('rollback', event({}), event({ recordTime: 'x' })))).toEqual({
    new: 1,
    refused: [false],
    issues: [],
  });
  expect(
    summary(document('rollback', event({})), document('rollback', event({ eventID: 'urn:uuid:2' }))),
  ).toMatchObject({ new: 1 });
});

test('one id, two contents: rollback refuses the document, proceed the event', () => {
  const first = event({ action: 'ADD' });
  const second = event({ action: 'DELETE' });
  expect(summary(document('rollback', first, second))).toEqual({ new: 0, refused: [true], issues: [2] });
  expect(summary(document('proceed', first, second))).toEqual({ new: 1, refused: [false], issues: [2] });
});

test('a refused document leaves its keys to the others', () => {
  const clash = document('rollback', event({ action: 'ADD' }), event({ action: 'DELETE' }));
  expect(summary(clash, document('rollback', event({ action: 'DELETE' })))).toEqual({
    new: 1,
    refused: [true, false],
    issues: [2],
  });
});

test('an error declaration must have the body of what it declares wrong', () => {
  const stored: StoredEvent = {
    batchId: 1n,
    pos: 0,
    eventId: 'urn:uuid:1',
    leafIndex: 1n,
    body: bodyDigest(event({ action: 'ADD' })),
  };
  const known = new Map([[keyName('o', idKey('urn:uuid:1')), stored]]);
  const declared = (action: string) =>
    document('rollback', event({ action, errorDeclaration: { declarationTime: 'x' } }));
  expect(planBatch([declared('ADD')], known).newEvents).toHaveLength(1);
  expect(planBatch([declared('DELETE')], known).documents[0]?.issues[0]?.code).toBe('EVENT_ID_CONFLICT');
});
