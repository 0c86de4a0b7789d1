// Events indexed per second, against JSON.parse of the same bytes in the same run.
import { contextOf, eventList } from '@sealtrail/epcis/event-list';
import { indexEvent } from '@sealtrail/epcis/index-event';
import { documents, inTurn, rate, report } from './fixture.mjs';

const list = documents(60);
const texts = list.map((document) => JSON.stringify(document));
const parsed = list.map((document) => ({ context: contextOf(document), events: eventList(document) }));
const baseline = 100 * rate(inTurn(texts, (text) => JSON.parse(text)));
const value = rate(inTurn(parsed, ({ context, events }) => events.forEach((event) => indexEvent(event, context))));
report('epcis-index-event', 100 * value, 'events/s', baseline);
