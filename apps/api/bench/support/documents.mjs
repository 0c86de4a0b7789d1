import { randomUUID } from 'node:crypto';

let serial = 0;

/** A shipment of three items: nine members, 16 disclosures, three rows of items. Never the same twice. */
const event = () => ({
  eventID: `urn:uuid:${randomUUID()}`,
  type: 'ObjectEvent',
  action: 'OBSERVE',
  bizStep: 'shipping',
  disposition: 'in_transit',
  epcList: Array.from({ length: 3 }, () => `https://id.gs1.org/01/09521321123458/21/${++serial}`),
  eventTime: '2026-03-01T10:00:00.000+01:00',
  eventTimeZoneOffset: '+01:00',
  readPoint: { id: 'https://id.gs1.org/414/9521321000018' },
  bizTransactionList: [{ type: 'po', bizTransaction: 'http://transaction.acme.com/po/12345678' }],
});

/** `count` EPCIS documents of `events` events each. */
export function documents(count, events) {
  return Array.from({ length: count }, () =>
    JSON.stringify({
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-03-01T10:00:00Z',
      epcisBody: { eventList: Array.from({ length: events }, event) },
    }),
  );
}
