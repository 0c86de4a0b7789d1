/** As many documents of a hundred events, no item twice: more identifiers than any memory of them holds. */
export function documents(count) {
  return Array.from({ length: count }, (_, n) => document(100, n));
}

/** Calls of `work` with one document after the other, for ever. */
export function inTurn(list, work) {
  let next = 0;
  return () => work(list[next++ % list.length]);
}

/** A document of shipping events as a warehouse sends them: three items, places, transaction, parties. */
export function document(count, batch = 0) {
  const event = (i) => ({
    type: 'ObjectEvent',
    eventTime: `2026-03-01T10:00:${String(i % 60).padStart(2, '0')}.000+01:00`,
    eventTimeZoneOffset: '+01:00',
    action: 'OBSERVE',
    bizStep: 'shipping',
    disposition: 'in_transit',
    epcList: [
      `urn:epc:id:sgtin:4012345.011111.${batch}A${i}`,
      `urn:epc:id:sgtin:4012345.011111.${batch}B${i}`,
      `https://id.gs1.org/01/04012345111118/21/${batch}C${i}`,
    ],
    readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
    bizLocation: { id: 'https://id.gs1.org/414/4012345000054' },
    bizTransactionList: [{ type: 'desadv', bizTransaction: `urn:epcglobal:cbv:bt:4012345000009:ASN${i}` }],
    sourceList: [{ type: 'possessing_party', source: 'urn:epc:id:pgln:4012345.00000' }],
    destinationList: [{ type: 'possessing_party', destination: 'urn:epc:id:pgln:4023333.00000' }],
  });
  return {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-01T10:00:00Z',
    epcisBody: { eventList: Array.from({ length: count }, (_, i) => event(i)) },
  };
}

/** Calls per second over about a second, the best of three, after a warm-up. */
export function rate(work) {
  const warm = performance.now() + 200;
  while (performance.now() < warm) work();
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < 350) {
      work();
      calls++;
    }
    best = Math.max(best, (calls * 1000) / (performance.now() - start));
  }
  return best;
}

/** Prints one JSON line for the benchmark runner. */
export function report(name, value, unit, baseline) {
  console.log(
    JSON.stringify({
      name,
      value: Math.round(value),
      unit,
      baseline: Math.round(baseline),
      ratio: Number((value / baseline).toFixed(3)),
    }),
  );
}
