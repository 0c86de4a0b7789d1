// CBV event hashes per second, against bare SHA-256 of the same pre-hash strings in the same run.
import { createHash, hash } from 'node:crypto';
import { contextOf, eventList } from '@sealtrail/epcis/event-list';
import { eventHash, preHash } from '@sealtrail/epcis/event-hash';
import { document, rate, report } from './fixture.mjs';

const value = document(100);
const context = contextOf(value);
const events = eventList(value);
const sha256 = hash ? (data) => hash('sha256', data, 'buffer') : (data) => createHash('sha256').update(data).digest();
const bytes = events.map((event) => Buffer.from(preHash(event, context)));
const baseline = 100 * rate(() => bytes.forEach(sha256));
report(
  'epcis-event-hash',
  100 * rate(() => events.forEach((event) => eventHash(event, context, sha256))),
  'hashes/s',
  baseline,
);
