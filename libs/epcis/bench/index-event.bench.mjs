// Events indexed per second, against JSON.parse of the same bytes in the same run.
import { contextOf, eventList } from '@sealtrail/epcis/event-list';
import { indexEvent } from '@sealtrail/epcis/index-event';
import { document, rate, report } from './fixture.mjs';

const value = document(100);
const text = JSON.stringify(value);
const context = contextOf(value);
const events = eventList(value);
const baseline = 100 * rate(() => JSON.parse(text));
report(
  'epcis-index-event',
  100 * rate(() => events.forEach((event) => indexEvent(event, context))),
  'events/s',
  baseline,
);
