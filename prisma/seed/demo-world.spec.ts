import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@sealtrail/bytes/json';
import { contextOf } from '@sealtrail/epcis/event-list';
import { indexEvent, type IndexedEvent } from '@sealtrail/epcis/index-event';
import { validateEpcisDocument } from '@sealtrail/epcis/validate-document';
import { isGln } from '@sealtrail/gs1/gln';
import { hasValidCheckDigit } from '@sealtrail/gs1/check-digit';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import { demoWorld, seededRandom } from './demo-world.js';

const NOW = new Date('2026-11-22T09:17:31Z');
const world = demoWorld(NOW, seededRandom(1));
const eventsOf = (document: JsonObject): JsonObject[] =>
  (document['epcisBody'] as { eventList: JsonObject[] }).eventList;
const indexed = world.captures.flatMap(({ account, document }) =>
  eventsOf(document).map((event): IndexedEvent & { account: string } => ({
    ...indexEvent(event, contextOf(document)),
    account,
  })),
);

test('every document is valid without a warning', () => {
  for (const { title, document } of world.captures) {
    const report = validateEpcisDocument(document, { nowMs: NOW.getTime() });
    expect([title, report.valid, report.documentWarnings, report.events.flatMap((event) => event.warnings)]).toEqual([
      title,
      true,
      [],
      [],
    ]);
  }
});

test('the volume is believable and the same each time', () => {
  expect(indexed.length).toBeGreaterThan(150);
  expect(indexed.length).toBeLessThan(400);
  expect(demoWorld(NOW, seededRandom(1))).toEqual(world);
  expect(demoWorld(NOW, seededRandom(2))).not.toEqual(world);
});

test.each([
  '2026-11-22T00:00:00Z',
  '2026-11-22T00:03:00Z',
  '2026-03-29T01:30:00Z',
  '2026-10-25T00:59:00Z',
  '2027-01-01T23:59:59Z',
])('at %s nothing lies in the future and all lies in the last four weeks', (text) => {
  const now = new Date(text).getTime();
  for (const { document } of demoWorld(new Date(now), seededRandom(3)).captures) {
    for (const time of [document['creationDate'], ...eventsOf(document).map((event) => event['eventTime'])]) {
      const age = now - Date.parse(time as string);
      expect(age).toBeGreaterThan(0);
      expect(age).toBeLessThan(29 * 86_400_000);
    }
  }
});

describe('identifiers', () => {
  test('GLNs and GTINs have right check digits and belong to one organisation each', () => {
    expect(world.locations.every(({ gln }) => isGln(gln))).toBe(true);
    expect(world.products.every(({ gtin }) => gtin.length === 14 && hasValidCheckDigit(gtin))).toBe(true);
    expect(new Set(world.locations.map(({ gln }) => gln)).size).toBe(world.locations.length);
  });
  test('no company prefix occurs in the published examples', () => {
    const folder = vectorsDir('gs1-epcis');
    const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(jsonld|xml)$/.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join();
    for (const { prefixes } of world.organisations)
      for (const prefix of prefixes) expect(examples).not.toContain(prefix);
  });
  test('both forms are in use', () => {
    const originals = indexed.flatMap((event) => event.items.map((item) => item.original));
    expect(originals.some((id) => id.startsWith('urn:epc:'))).toBe(true);
    expect(originals.some((id) => id.startsWith('https://id.gs1.org/'))).toBe(true);
  });
  test('nobody reads at a place of another organisation', () => {
    const ownerOf = new Map(world.locations.map(({ gln, organisation }) => [gln, organisation]));
    const slugOf = new Map(
      Object.entries({
        manufacturer: 'aurelia',
        manufacturer2: 'nordkem',
        farm: 'almhof',
        logistics: 'transvia',
        logistics2: 'polarline',
        dispenser: 'st-lucia-hospital',
        dispenser2: 'marktplatz-apotheke',
        retailer: 'frischmarkt',
      }),
    );
    for (const event of indexed) {
      for (const { role, gln } of event.parties) {
        if (role === 'readPoint' || role === 'bizLocation') expect(ownerOf.get(gln)).toBe(slugOf.get(event.account));
        else expect(ownerOf.has(gln)).toBe(true);
      }
    }
  });
});

describe('the stories', () => {
  const some = (test: (event: IndexedEvent) => boolean): boolean => indexed.some(test);
  test('every kind of event and each turn of the plot is there', () => {
    expect(new Set(indexed.map((event) => event.type)).size).toBe(5);
    expect(some((event) => event.errorDeclaration?.reason === 'incorrect_data')).toBe(true);
    expect(some((event) => event.disposition === 'mismatch_quantity')).toBe(true);
    expect(indexed.filter((event) => event.sensor.some((reading) => reading.alarm))).toHaveLength(2);
    expect(
      some((event) => event.disposition === 'recalled' && event.items.some((item) => item.role === 'quantity')),
    ).toBe(true);
    expect(some((event) => event.disposition === 'destroyed')).toBe(true);
    expect(some((event) => event.bizStep === 'retail_selling')).toBe(true);
  });
  test('a correction points to an event that exists', () => {
    const ids = new Set(indexed.map((event) => event.eventID));
    for (const event of indexed)
      for (const id of event.errorDeclaration?.correctiveEventIDs ?? []) expect(ids).toContain(id);
  });
  test('only an error declaration repeats an event id', () => {
    const seen = new Set<string>();
    for (const event of indexed) {
      if (seen.has(event.eventID ?? '')) expect(event.errorDeclaration).toBeDefined();
      seen.add(event.eventID ?? '');
    }
  });
  test('what is dispensed was made before, received before, and is dispensed once', () => {
    const madeAt = new Map(
      indexed.flatMap((event) =>
        event.items.filter((item) => item.role === 'output').map((item) => [item.item, event.eventTimeMs] as const),
      ),
    );
    const dispensed = indexed.filter((event) => event.bizStep === 'dispensing');
    const items = dispensed.flatMap((event) => event.items.map((item) => item.item));
    expect(dispensed.length).toBeGreaterThan(40);
    expect(new Set(items).size).toBe(items.length);
    for (const event of dispensed)
      for (const { item } of event.items) expect(madeAt.get(item)).toBeLessThan(event.eventTimeMs);
  });
  test('after the recall no pack of the lot is handed out, before it some were', () => {
    const recall = indexed.find(
      (event) => event.disposition === 'recalled' && event.items.some((item) => item.role === 'quantity'),
    );
    const lot = recall?.items[0]?.item ?? '';
    const packs = new Set(
      indexed
        .filter((event) => event.items.some((item) => item.item === lot && item.role === 'outputQuantity'))
        .flatMap((event) => event.items.filter((item) => item.role === 'output').map((item) => item.item)),
    );
    const handedOut = indexed.filter(
      (event) => event.bizStep === 'dispensing' && event.items.some((item) => packs.has(item.item)),
    );
    expect(handedOut.length).toBeGreaterThan(0);
    for (const event of handedOut) expect(event.eventTimeMs).toBeLessThan(recall?.eventTimeMs ?? 0);
  });
});
