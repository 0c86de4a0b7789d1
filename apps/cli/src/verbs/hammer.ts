import { randomBytes } from 'node:crypto';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { CommonOptions } from '../main.js';
import { apiBase, problemOf, refused, request } from '../support/api.js';
import { print, printJson } from '../support/output.js';
import { accessToken, isSignedIn, signIn } from '../support/session.js';

interface Options extends CommonOptions {
  readonly seconds: string;
  readonly events: string;
  readonly concurrency: string;
  readonly user: string;
  readonly remote?: boolean;
}

/** `sealtrail hammer`: captures made-up documents for a bounded time and says what was acknowledged, and how fast. */
export async function hammer(options: Options): Promise<number> {
  const seconds = bounded('--seconds', options.seconds, 1, 600);
  const events = bounded('--events', options.events, 1, 10_000);
  const concurrency = bounded('--concurrency', options.concurrency, 1, 64);
  if (!options.remote && !/^(localhost|127\.|\[::1\])/.test(new URL(apiBase()).hostname)) {
    throw new SealtrailError('USAGE', `${apiBase()} is not on this machine: give --remote when you mean to load it.`);
  }
  const token = isSignedIn() ? await accessToken() : (await signIn(options.user, 'sealtrail')).accessToken;
  const times: number[] = [];
  const began = performance.now();
  const lane = async (): Promise<void> => {
    while (performance.now() - began < seconds * 1000) {
      const body = makeDocument(events, new Date());
      const sent = performance.now();
      const response = await request('/epcis/v2/capture', {
        method: 'POST',
        headers: { 'content-type': 'application/ld+json' },
        body,
        token,
      });
      if (!response.ok) throw refused(await problemOf(response), response.status);
      await response.arrayBuffer();
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const took = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const result = {
    documents: times.length,
    events: times.length * events,
    seconds: Number(took.toFixed(2)),
    eventsPerSecond: Math.round((times.length * events) / took),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
  if (options.json) printJson(result);
  else
    print(
      `${result.events} events in ${result.documents} documents acknowledged in ${result.seconds} s: ${result.eventsPerSecond} events/s, answer p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms.`,
    );
  return 0;
}

function bounded(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new SealtrailError('USAGE', `${name} must be a whole number from ${min} to ${max}, but it is "${text}".`);
}

/** Serial numbers nobody had before, of a product outside any company prefix in use. */
function makeDocument(events: number, now: Date): string {
  const run = randomBytes(5).toString('hex');
  const eventList = Array.from({ length: events }, (_, index) => ({
    type: 'ObjectEvent',
    eventTime: now.toISOString(),
    eventTimeZoneOffset: '+00:00',
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: 'active',
    epcList: [`urn:epc:id:sgtin:9999999.012345.${run}${index}`],
  }));
  return JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: now.toISOString(),
    epcisBody: { eventList },
  });
}
