import type { JsonObject } from '@sealtrail/bytes/json';
import { type Chronicle, delivery, handOver } from '../chronicle.js';
import { businessDocument, sgtin, sscc } from '../identifiers.js';
import { MARKTPLATZ, PRODUCTS, SITES, ST_LUCIA, type Actor } from '../party.js';
import type { HospitalStock } from './medicine-delivery.js';
import type { MedicineStock } from './medicine-making.js';

/** Where the packs of the lot that will be recalled are when the recall comes. */
export interface Shelves {
  readonly hospital: readonly string[];
  readonly pharmacy: readonly string[];
}

const TOTE = '400000301';
const TRANSFER = delivery(MARKTPLATZ, 'PO-MP-117', ST_LUCIA, 'ASN-STL-31');

/** Hospital shelf, a transfer to the pharmacy in the next town, and packs handed to patients day by day. */
export function dispenseMedicine(c: Chronicle, made: MedicineStock, stock: HospitalStock): Shelves {
  const of = (lot: string): string[] => stock.cases.filter((one) => one.lot === lot).flatMap((one) => one.packs);
  const good = of(made.goodLot);
  const recalled = of(made.recalledLot);
  const transfer = [...good.splice(0, 18), ...recalled.splice(0, 12)];
  stockShelves(c, [...good, ...recalled]);
  movePacks(c, transfer);
  // Mixed shelves, so that a few packs of the bad lot are with patients before anyone knows.
  const hospital = interleave(good, recalled);
  const pharmacy = interleave(transfer.slice(0, 18), transfer.slice(18));
  for (let day = 11; day >= 0; day--) {
    dispense(c, ST_LUCIA, SITES.luciaPharmacy, hospital.splice(0, c.integer(3, 5)), day);
    if (day < 10) dispense(c, MARKTPLATZ, SITES.marktplatzCounter, pharmacy.splice(0, c.integer(1, 2)), day);
    if (day === 5) {
      // From the recall on only packs of the good lot are handed out.
      remove(hospital, recalled);
      remove(pharmacy, transfer.slice(18));
    }
  }
  return { hospital: hospital.removed, pharmacy: pharmacy.removed };
}

/** A shelf that remembers what the recall took off it. */
type Shelf = string[] & { removed: string[] };

function interleave(left: readonly string[], right: readonly string[]): Shelf {
  const mixed: string[] = [];
  for (let i = 0; i < Math.max(left.length, right.length); i++)
    mixed.push(...[left[i], right[i]].filter((one) => one !== undefined));
  return Object.assign(mixed, { removed: [] as string[] });
}

function remove(shelf: Shelf, serials: readonly string[]): void {
  const bad = new Set(serials);
  shelf.removed = shelf.filter((serial) => bad.has(serial));
  const rest = shelf.filter((serial) => !bad.has(serial));
  shelf.splice(0, shelf.length, ...rest);
}

function packs(serials: readonly string[]): string[] {
  return serials.map((serial) => sgtin('link', PRODUCTS.pack, serial));
}

function stockShelves(c: Chronicle, serials: readonly string[]): void {
  c.send(ST_LUCIA, 'Packs put on the pharmacy shelf', [
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(14, '07:10'),
      step: 'stocking',
      disposition: 'sellable_accessible',
      where: SITES.luciaPharmacy,
      location: SITES.luciaPharmacy,
      more: { epcList: packs(serials) },
    }),
  ]);
}

function movePacks(c: Chronicle, serials: readonly string[]): void {
  const tote = sscc('link', ST_LUCIA.prefix, TOTE);
  const from = { where: SITES.luciaPharmacy, location: SITES.luciaPharmacy };
  const to = { where: SITES.marktplatzShop, location: SITES.marktplatzShop };
  c.send(ST_LUCIA, 'Transfer to Marktplatz Pharmacy', [
    c.event('link', {
      type: 'AggregationEvent',
      at: c.clock.at(13, '14:00'),
      step: 'packing',
      disposition: 'in_progress',
      ...from,
      more: { action: 'ADD', parentID: tote, childEPCs: packs(serials) },
    }),
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(13, '15:30'),
      step: 'shipping',
      disposition: 'in_transit',
      where: SITES.luciaGoodsIn,
      more: { epcList: [tote], ...TRANSFER, ...handOver('link', ST_LUCIA, MARKTPLATZ, SITES.marktplatzShop) },
    }),
  ]);
  c.send(MARKTPLATZ, 'Transfer received', [
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(12, '08:20'),
      step: 'receiving',
      disposition: 'in_progress',
      ...to,
      more: { epcList: [tote], ...TRANSFER, ...handOver('link', ST_LUCIA, MARKTPLATZ, SITES.marktplatzShop) },
    }),
    c.event('link', {
      type: 'AggregationEvent',
      at: c.clock.at(12, '08:35'),
      step: 'unpacking',
      disposition: 'sellable_accessible',
      ...to,
      more: { action: 'DELETE', parentID: tote, childEPCs: packs(serials) },
    }),
  ]);
}

/** One day at the counter: one event per prescription, one document per day. */
function dispense(
  c: Chronicle,
  who: Actor,
  place: (typeof SITES)[keyof typeof SITES],
  serials: readonly string[],
  day: number,
): void {
  if (serials.length === 0) return;
  const first = day === 0 ? c.clock.minutesAgo(150) : c.clock.at(day, '09:05');
  const pace = day === 0 ? 12 * 60_000 : 43 * 60_000;
  const events = serials.map((serial, i): JsonObject =>
    c.event('link', {
      type: 'ObjectEvent',
      at: first + i * pace,
      step: 'dispensing',
      disposition: 'dispensed',
      where: place,
      more: {
        epcList: packs([serial]),
        bizTransactionList: [{ bizTransaction: businessDocument(who.prefix, `RX-${c.serial(6)}`) }],
      },
    }),
  );
  c.send(who, 'Packs dispensed', events);
}
