// Strict parsing of a capture document against the platform's own JSON.parse, bytes in, value out.
import { parseStrictJson } from '../dist/strict-json.js';

const event = (i) => ({
  type: 'ObjectEvent',
  eventTime: '2026-11-22T08:15:30.123Z',
  eventTimeZoneOffset: '+01:00',
  action: 'OBSERVE',
  bizStep: 'shipping',
  epcList: [`https://id.gs1.org/01/09521123000019/21/${i}`],
  readPoint: { id: 'https://id.gs1.org/414/9521123000002' },
});
const bytes = new TextEncoder().encode(
  JSON.stringify({ epcisBody: { eventList: Array.from({ length: 20_000 }, (_, i) => event(i)) } }),
);
const decoder = new TextDecoder('utf-8', { fatal: true });

function megabytesPerSecond(run) {
  run();
  const started = performance.now();
  let rounds = 0;
  do {
    run();
    rounds++;
  } while (performance.now() - started < 700);
  return (rounds * bytes.length) / 1e6 / ((performance.now() - started) / 1000);
}

const baseline = megabytesPerSecond(() => JSON.parse(decoder.decode(bytes)));
const value = megabytesPerSecond(() => parseStrictJson(bytes));
console.log(
  JSON.stringify({
    name: 'strict-json',
    value: Math.round(value),
    unit: 'MB/s',
    baseline: Math.round(baseline),
    of: 'JSON.parse',
    ratio: Number((value / baseline).toFixed(2)),
  }),
);
