import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import type { JsonValue } from '@sealtrail/bytes/json';
import type { EventRecord } from './event-record.js';

const STANDARD_CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** An EPCISQueryDocument (EPCIS 2.0 §12) around events whose bytes stay as they were captured. */
export function queryDocument(events: readonly EventRecord[], contexts: readonly JsonValue[], now: Date): string {
  const parts = new Map<string, JsonValue>([[JSON.stringify(STANDARD_CONTEXT), STANDARD_CONTEXT]]);
  for (const context of contexts) {
    for (const part of Array.isArray(context) ? context : [context])
      if (part !== null) parts.set(canonicalJson(part), part);
  }
  const head = JSON.stringify({
    '@context': [...parts.values()],
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: now.toISOString(),
  }).slice(0, -1);
  const list = events.map((event) => event.payload.toString('utf8')).join(',');
  return `${head},"epcisBody":{"queryResults":{"queryName":"SimpleEventQuery","resultsBody":{"eventList":[${list}]}}}}`;
}
