import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';
import { DemoClock, localTime } from './demo-clock.js';
import type { DemoCapture } from './demo-types.js';
import { businessDocument, type Form, pgln, sgln, type Place } from './identifiers.js';
import type { Actor } from './party.js';

const CONTEXT: JsonValue = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { aurelia: 'https://aurelia-pharma.example/epcis/' },
];

/** What most events of a story have in common; `more` is the rest of the event as it stands. */
export interface EventSketch {
  readonly type: 'ObjectEvent' | 'AggregationEvent' | 'TransactionEvent' | 'TransformationEvent' | 'AssociationEvent';
  readonly at: number;
  readonly step: string;
  readonly disposition?: string;
  readonly where?: Place | string;
  /** Where the goods are afterwards; without it there is no bizLocation. */
  readonly location?: Place;
  readonly more: JsonObject;
}

/** Collects what each account sends; the stories write into it. */
export class Chronicle {
  readonly clock: DemoClock;
  readonly #random: () => number;
  readonly #captures: { at: number; capture: DemoCapture }[] = [];

  constructor(now: Date, random: () => number) {
    this.clock = new DemoClock(now);
    this.#random = random;
  }

  /** One document with its events in order of time. */
  send(actor: Actor, title: string, events: readonly JsonObject[]): void {
    const last = Math.max(...events.map((event) => Date.parse(event['eventTime'] as string)));
    const created = this.clock.after(last);
    const document: JsonObject = {
      '@context': CONTEXT,
      id: this.uuid(),
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: localTime(created).time,
      epcisBody: { eventList: [...events] },
    };
    this.#captures.push({ at: created, capture: { account: actor.account, title, document } });
  }

  captures(): DemoCapture[] {
    return this.#captures.sort((a, b) => a.at - b.at).map(({ capture }) => capture);
  }

  event(form: Form, sketch: EventSketch): JsonObject {
    const { time, offset } = localTime(sketch.at);
    const { type, step, disposition, where, location, more } = sketch;
    return {
      type,
      eventID: this.uuid(),
      eventTime: time,
      eventTimeZoneOffset: offset,
      ...(type === 'TransformationEvent' ? {} : { action: 'OBSERVE' }),
      bizStep: step,
      ...(disposition !== undefined && { disposition }),
      ...(where !== undefined && { readPoint: { id: typeof where === 'string' ? where : sgln(form, where) } }),
      ...(location !== undefined && { bizLocation: { id: sgln(form, location) } }),
      ...more,
    };
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () => Math.floor(this.#random() * 16).toString(16));
    hex[12] = '4';
    hex[16] = '89ab'[Math.floor(this.#random() * 4)] as string;
    const text = hex.join('');
    return `urn:uuid:${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
  }

  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from + 1));
  }

  /** A serial of the packaging line: letters and digits that nobody mistakes for each other. */
  serial(length = 10): string {
    const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
    return Array.from({ length }, () => alphabet[Math.floor(this.#random() * alphabet.length)]).join('');
  }
}

/** Who hands over to whom, as source and destination lists (EPCIS 2.0 §7.3.6.4). */
export function handOver(form: Form, from: Actor, to: Actor, place: Place): JsonObject {
  return {
    sourceList: [
      { type: 'possessing_party', source: pgln(form, from.prefix) },
      { type: 'owning_party', source: pgln(form, from.prefix) },
    ],
    destinationList: [
      { type: 'possessing_party', destination: pgln(form, to.prefix) },
      { type: 'location', destination: sgln(form, place) },
    ],
  };
}

/** Order and despatch advice of a delivery. */
export function delivery(buyer: Actor, order: string, seller: Actor, advice: string): JsonObject {
  return {
    bizTransactionList: [
      { type: 'po', bizTransaction: businessDocument(buyer.prefix, order) },
      { type: 'desadv', bizTransaction: businessDocument(seller.prefix, advice) },
    ],
  };
}

/** One temperature reading in degrees Celsius; above `limit` it is an alarm. */
export function temperature(at: number, device: string, value: number, limit: number): JsonObject {
  const report: JsonObject = { type: 'Temperature', value, uom: 'CEL' };
  if (value > limit) report['exception'] = 'ALARM_CONDITION';
  const reports: JsonValue[] = [report];
  return {
    sensorElementList: [{ sensorMetadata: { time: localTime(at).time, deviceID: device }, sensorReport: reports }],
  };
}
