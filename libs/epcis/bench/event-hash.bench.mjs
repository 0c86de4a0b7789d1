// CBV event hashes per second, against bare SHA-256 of the same pre-hash strings in the same run.
import { createHash, hash } from 'node:crypto';
import { contextOf, eventList } from '@sealtrail/epcis/event-list';
import { eventHash, preHash } from '@sealtrail/epcis/event-hash';
import { documents, inTurn, rate, report } from './fixture.mjs';

const sha256 = hash ? (data) => hash('sha256', data, 'buffer') : (data) => createHash('sha256').update(data).digest();
const list = documents(60).map((document) => ({ context: contextOf(document), events: eventList(document) }));
const bytes = list.map(({ context, events }) => events.map((event) => Buffer.from(preHash(event, context))));
const baseline = 100 * rate(inTurn(bytes, (strings) => strings.forEach(sha256)));
const value = rate(inTurn(list, ({ context, events }) => events.forEach((event) => eventHash(event, context, sha256))));
report('epcis-event-hash', 100 * value, 'hashes/s', baseline);
