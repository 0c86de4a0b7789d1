import { randomUUID } from 'node:crypto';

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

// Content tells events apart, not their ids: each gets an item of its own.
let serial = 0;

/** A plain valid event; members given replace those of the pattern. */
export function objectEvent(members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    eventID: `urn:uuid:${randomUUID()}`,
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'shipping',
    disposition: 'in_transit',
    epcList: [`urn:epc:id:sgtin:0614141.107346.${++serial}`],
    eventTime: '2026-03-01T10:00:00.000+01:00',
    eventTimeZoneOffset: '+01:00',
    readPoint: { id: 'urn:epc:id:sgln:0614141.07346.1234' },
    ...members,
  };
}

/** A capture document around events. */
export function epcisDocument(events: readonly object[], members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    '@context': [CONTEXT, { example: 'https://ns.example.com/epcis/' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-01T10:00:00Z',
    epcisBody: { eventList: events },
    ...members,
  });
}

/** One event as `POST /events` takes it. */
export function bareEvent(event: object): string {
  return JSON.stringify({ '@context': CONTEXT, ...event });
}
