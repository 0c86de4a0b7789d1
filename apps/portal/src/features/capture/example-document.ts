/** A small valid document to start from: two items come into being and are shipped. Times are relative to `now`. */
export function exampleDocument(now: Date): string {
  const at = (minutesAgo: number): string => new Date(now.getTime() - minutesAgo * 60_000).toISOString();
  const serial = now.getTime().toString(36).toUpperCase();
  const items = [1, 2].map((number) => `https://id.gs1.org/01/09521568251204/21/${serial}${number}`);
  const place = { id: 'https://id.gs1.org/414/9521568000007' };
  return JSON.stringify(
    {
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: at(0),
      epcisBody: {
        eventList: [
          {
            type: 'ObjectEvent',
            eventTime: at(30),
            eventTimeZoneOffset: '+00:00',
            epcList: items,
            action: 'ADD',
            bizStep: 'commissioning',
            disposition: 'active',
            readPoint: place,
          },
          {
            type: 'ObjectEvent',
            eventTime: at(5),
            eventTimeZoneOffset: '+00:00',
            epcList: items,
            action: 'OBSERVE',
            bizStep: 'shipping',
            disposition: 'in_transit',
            readPoint: place,
          },
        ],
      },
    },
    null,
    2,
  );
}
