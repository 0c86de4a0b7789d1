import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { parseStrictJson, scanArraySpans, type Span, type StrictJsonOptions } from '@sealtrail/bytes/strict-json';
import { CLAUSES } from '@sealtrail/epcis/clauses';
import { contextOf, documentKind, eventList, eventListPath, type EpcisContext } from '@sealtrail/epcis/event-list';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { FramePiece } from './frame.js';

type DuplicateName = Parameters<NonNullable<StrictJsonOptions['onDuplicateName']>>[0];

/** Most events in one document. */
export const MAX_EVENTS = 10_000;
export const MAX_DEPTH = 64;

/** A document as it came in, with the place of each event in its bytes. */
export interface CapturedDocument {
  readonly bytes: Uint8Array;
  readonly value: JsonValue;
  readonly context: EpcisContext;
  readonly events: readonly JsonValue[];
  readonly spans: readonly Span[];
}

/**
 * Reads strict I-JSON and finds the events.
 * @param bare true when the bytes are one event (`POST /events`), false when they are a document
 * @throws SealtrailError JSON_*, BYTES_BAD_UTF8, CAPTURE_TOO_LARGE, CAPTURE_INVALID
 */
export function readDocument(bytes: Uint8Array, bare: boolean): CapturedDocument {
  const value = parseStrictJson(bytes, {
    maxDepth: MAX_DEPTH,
    onDuplicateName: (place) => refuseOutsideEvent(place, bare),
  });
  const kind = documentKind(value);
  if (bare !== (kind === 'event')) {
    throw new SealtrailError(
      'CAPTURE_INVALID',
      bare
        ? 'This address takes one bare event; send documents to /epcis/v2/capture.'
        : 'This is no EPCIS document: its type must be EPCISDocument or EPCISQueryDocument.',
      {
        errors: [
          {
            field: '/type',
            rule: 'document-type',
            clause: CLAUSES.json,
            code: 'EPCIS_DOCUMENT_TYPE',
            message: 'The document type does not fit.',
          },
        ],
      },
    );
  }
  const events = eventList(value);
  if (events.length > MAX_EVENTS) {
    throw new SealtrailError(
      'CAPTURE_TOO_LARGE',
      `The document holds ${events.length} events; at most ${MAX_EVENTS} are taken at once.`,
      {
        events: events.length,
        limit: MAX_EVENTS,
      },
    );
  }
  const path = eventListPath(kind);
  const spans = path ? scanArraySpans(bytes, path) : [bareSpan(bytes)];
  return { bytes, value, context: contextOf(value), events, spans };
}

/** Inside an event: published documents repeat names there, and the last one counts, here as everywhere later. */
const INSIDE_EVENT = /^\/epcisBody\/(queryResults\/resultsBody\/)?eventList\/\d+\//;

/** Around events a repeated name would leave open which events are meant. */
function refuseOutsideEvent({ pointer, line, column, offset, name }: DuplicateName, bare: boolean): void {
  if (bare || INSIDE_EVENT.test(pointer)) return;
  throw new SealtrailError(
    'JSON_DUPLICATE_KEY',
    `The member ${JSON.stringify(name)} appears twice in one object (line ${line}, column ${column}).`,
    {
      offset,
      line,
      column,
      pointer,
    },
  );
}

/** The event in stored bytes. They passed every check when they were captured. */
export function parsePayload(payload: Buffer): JsonObject {
  return JSON.parse(payload.toString('utf8')) as JsonObject;
}

/** The document in pieces: the events in `kept` stand in tables of their own, everything else is literal. */
export function framePieces(document: CapturedDocument, kept: ReadonlySet<number>): FramePiece[] {
  const pieces: FramePiece[] = [];
  let at = 0;
  for (const [ordinal, span] of document.spans.entries()) {
    if (!kept.has(ordinal)) continue;
    if (span.start > at) pieces.push(document.bytes.subarray(at, span.start));
    pieces.push(ordinal);
    at = span.end;
  }
  if (at < document.bytes.length) pieces.push(document.bytes.subarray(at));
  return pieces;
}

/** Narrowing for events that passed validation. */
export function asObject(event: JsonValue | undefined): JsonObject {
  return isJsonObject(event) ? event : {};
}

function bareSpan(bytes: Uint8Array): Span {
  let start = 0;
  let end = bytes.length;
  while (start < end && isSpace(bytes[start])) start++;
  while (end > start && isSpace(bytes[end - 1])) end--;
  return { start, end };
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
