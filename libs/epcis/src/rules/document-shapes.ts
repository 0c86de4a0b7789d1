import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { CLAUSES } from '../clauses.js';
import { CONTEXT } from './common-shapes.js';
import type { Cursor } from './cursor.js';
import { found } from './did-you-mean.js';
import { list, pattern, type Rule, text, time, uri } from './primitives.js';
import { objectRule, shape } from './shape.js';

const DOCUMENT = CLAUSES.schema;
const MASTER_DATA = CLAUSES.masterData;
const version = pattern(/^\d+(?:\.\d+)*$/, 'a version number such as "2.0"', DOCUMENT);

/** The events themselves are judged one by one elsewhere; here only that there is a list of them. */
const EVENT_LIST: Rule = (value, at) => {
  if (!Array.isArray(value))
    at.fail(
      'EPCIS_TYPE',
      'list',
      DOCUMENT,
      `eventList must be a list of events in square brackets; found ${found(value)}.`,
    );
};

const attributeValue: Rule = (value, at) => {
  if (typeof value === 'number' || typeof value === 'string' || isJsonObject(value)) return;
  at.fail(
    'EPCIS_TYPE',
    'attribute',
    MASTER_DATA,
    `attribute must be text, a number or an object; found ${found(value)}.`,
  );
};

const ATTRIBUTE = shape({
  title: 'A master data attribute',
  clause: MASTER_DATA,
  others: 'any',
  required: ['id'],
  members: { id: uri(MASTER_DATA), attribute: attributeValue },
});
const VOCABULARY_ELEMENT = shape({
  title: 'A vocabulary element',
  clause: MASTER_DATA,
  others: 'any',
  required: ['id'],
  members: {
    id: uri(MASTER_DATA),
    attributes: list(ATTRIBUTE, MASTER_DATA),
    children: list(uri(MASTER_DATA), MASTER_DATA),
  },
});
const VOCABULARY = shape({
  title: 'A vocabulary',
  clause: MASTER_DATA,
  others: 'any',
  required: ['type'],
  members: { type: uri(MASTER_DATA), vocabularyElementList: list(VOCABULARY_ELEMENT, MASTER_DATA) },
});
const VOCABULARY_LIST = list(VOCABULARY, MASTER_DATA);

const HEADER = shape({
  title: 'epcisHeader',
  clause: DOCUMENT,
  others: 'uri',
  members: {
    epcisMasterData: shape({
      title: 'epcisMasterData',
      clause: MASTER_DATA,
      others: 'any',
      members: { vocabularyList: VOCABULARY_LIST },
    }),
  },
});

const BODY = shape({
  title: 'epcisBody',
  clause: DOCUMENT,
  others: 'any',
  required: ['eventList'],
  members: { eventList: EVENT_LIST },
});

const QUERY_BODY = shape({
  title: 'epcisBody',
  clause: DOCUMENT,
  others: 'uri',
  required: ['queryResults'],
  members: {
    queryResults: shape({
      title: 'queryResults',
      clause: DOCUMENT,
      others: 'uri',
      required: ['queryName', 'resultsBody'],
      members: {
        queryName: text(DOCUMENT),
        subscriptionID: text(DOCUMENT),
        resultsBody: shape({
          title: 'resultsBody',
          clause: DOCUMENT,
          others: 'uri',
          required: ['eventList'],
          members: { eventList: EVENT_LIST, vocabularyList: VOCABULARY_LIST },
        }),
      },
    }),
  },
});

const DOCUMENTS = {
  EPCISDocument: objectRule({
    title: 'An EPCISDocument',
    clause: DOCUMENT,
    others: 'uri',
    free: ['type'],
    required: ['@context', 'schemaVersion', 'creationDate', 'epcisBody'],
    elsewhere: { eventList: 'it stands inside "epcisBody"' },
    members: {
      '@context': CONTEXT,
      id: uri(DOCUMENT),
      schemaVersion: version,
      creationDate: time(DOCUMENT),
      instanceIdentifier: text(DOCUMENT),
      sender: text(DOCUMENT),
      receiver: text(DOCUMENT),
      epcisHeader: HEADER,
      epcisBody: BODY,
    },
  }),
  EPCISQueryDocument: objectRule({
    title: 'An EPCISQueryDocument',
    clause: DOCUMENT,
    others: 'uri',
    free: ['type'],
    required: ['@context', 'epcisBody'],
    members: {
      '@context': CONTEXT,
      id: uri(DOCUMENT),
      schemaVersion: version,
      creationDate: time(DOCUMENT),
      epcisBody: QUERY_BODY,
    },
  }),
} as const;

/** Judges everything of a document but its events. */
export function documentRule(kind: keyof typeof DOCUMENTS, document: JsonObject, at: Cursor): void {
  DOCUMENTS[kind](document, at);
}

/** A bare event must bring its context along: there is no document around it. */
export function requireContext(event: JsonValue, at: Cursor): void {
  if (!isJsonObject(event) || event['@context'] !== undefined) return;
  at.fail('EPCIS_REQUIRED', 'required', CLAUSES.context, 'An event outside a document must have the field "@context".');
}
