import { keyOfUri } from '@sealtrail/gs1/canonical-uri';
import { kindOf } from '@sealtrail/gs1/gs1-keys';
import { contextOf } from '@sealtrail/epcis/event-list';
import { indexEvent, type IndexedEvent } from '@sealtrail/epcis/index-event';
import { isRfc3339 } from '../platform/graphql/date-time.scalar.js';
import { parsePayload } from './captured-document.js';
import type { EventRecord } from './event-record.js';
import { EventConnection, EventType } from './event.types.js';
import type { Page } from './trace-reader.js';

const indexes = new WeakMap<EventRecord, IndexedEvent>();

/** The index of a stored event, made once per record from its captured bytes. */
export function indexOf(record: EventRecord): IndexedEvent {
  const known = indexes.get(record);
  if (known) return known;
  const index = indexEvent(parsePayload(record.payload), contextOf(null));
  indexes.set(record, index);
  return index;
}

/** The API's event of a record. */
export function toEvent(record: EventRecord): EventType {
  const {
    eventId: id,
    type,
    action,
    eventTimeZoneOffset,
    recordTime,
    bizStep,
    disposition,
    readPoint,
    bizLocation,
    itemCount,
    captureJobId,
  } = record;
  const eventTime = rfc3339(record.eventTimeText) ?? record.eventTime.toISOString();
  const hash = `ni:///sha-256;${record.cbvHash.toString('hex')}?ver=CBV2.0`;
  const fields = {
    id,
    type,
    action,
    eventTime,
    eventTimeZoneOffset,
    recordTime,
    bizStep,
    disposition,
    readPoint,
    bizLocation,
    itemCount,
    captureJobId,
    hash,
  };
  return Object.assign(new EventType(), { record, ...fields });
}

export function toEventConnection(page: Page<EventRecord>): EventConnection {
  return { nodes: page.nodes.map(toEvent), pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.endCursor } };
}

/** EPCIS takes a few spellings of time that RFC 3339 readers do not; those are left to the exact millisecond. */
export function rfc3339(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (isRfc3339(text)) return text;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** Kind of an identifier in its index form, such as `sgtin`, `sscc`, `lgtin` or `uri`. */
export function kindOfItem(item: string): string {
  const key = keyOfUri(item);
  return key ? kindOf(key) : 'uri';
}

/** GTIN (14 digits) inside an identifier, if it has one. */
export function gtinOfItem(item: string): string | undefined {
  const key = keyOfUri(item);
  return key?.ai === '01' ? key.value : undefined;
}
