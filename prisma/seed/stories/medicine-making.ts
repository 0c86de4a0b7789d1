import type { JsonObject } from '@sealtrail/bytes/json';
import { type Chronicle, delivery, handOver } from '../chronicle.js';
import { businessDocument, giai, lgtin, sgtin, sscc } from '../identifiers.js';
import { AURELIA, NORDKEM, PRODUCTS, SITES, TRANSVIA } from '../party.js';

/** A packed case: its serial and those of the packs inside. */
export interface Case {
  readonly serial: string;
  readonly lot: string;
  readonly packs: readonly string[];
}

/** What the plant hands over to the carrier. */
export interface MedicineStock {
  readonly cases: readonly Case[];
  /** SSCC serial of each pallet and the cases on it. */
  readonly pallets: ReadonlyArray<{ readonly serial: string; readonly cases: readonly Case[] }>;
  readonly goodLot: string;
  readonly recalledLot: string;
}

const INGREDIENT_LOT = 'NK-5507';
const BULK_LOTS = ['B4471', 'B4472'] as const;
const DRUMS = ['200000101', '200000102'] as const;
const PACKS_PER_CASE = 12;

/** Active ingredient at Nordkem, its way south, tablets and serialised packs at Aurelia. */
export function makeMedicine(c: Chronicle): MedicineStock {
  makeIngredient(c);
  carryIngredient(c);
  makeTablets(c);
  const lots = [
    { lot: 'CA7731', bulk: BULK_LOTS[0], cases: 10 },
    { lot: 'CA7732', bulk: BULK_LOTS[1], cases: 7 },
  ];
  const cases = lots.flatMap(({ lot, bulk, cases: count }, i) => packLot(c, lot, bulk, count, 19 - i));
  const pallets = lots.map(({ lot }, i) => ({
    serial: `30000020${i + 1}`,
    cases: cases.filter((one) => one.lot === lot),
  }));
  c.send(
    AURELIA,
    'Pallets built',
    pallets.map(({ serial, cases: inside }, i) =>
      c.event('urn', {
        type: 'AggregationEvent',
        at: c.clock.at(18, `13:${20 + i * 15}`),
        step: 'packing',
        disposition: 'in_progress',
        where: SITES.aureliaDispatch,
        location: SITES.aureliaDispatch,
        more: {
          action: 'ADD',
          parentID: sscc('urn', AURELIA.prefix, serial),
          childEPCs: inside.map((one) => sgtin('urn', PRODUCTS.medicineCase, one.serial)),
        },
      }),
    ),
  );
  return { cases, pallets, goodLot: 'CA7731', recalledLot: 'CA7732' };
}

function makeIngredient(c: Chronicle): void {
  const lot = lgtin('urn', PRODUCTS.activeIngredient, INGREDIENT_LOT);
  const amount = { epcClass: lot, quantity: 120, uom: 'KGM' };
  const works = { where: SITES.nordkemWorks, location: SITES.nordkemWorks };
  c.send(NORDKEM, 'Active ingredient made', [
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(27, '06:40'),
      step: 'commissioning',
      disposition: 'in_progress',
      ...works,
      more: {
        action: 'ADD',
        quantityList: [amount],
        ilmd: { 'cbvmda:lotNumber': INGREDIENT_LOT, 'cbvmda:countryOfOrigin': 'DK' },
      },
    }),
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(26, '11:05'),
      step: 'inspecting',
      disposition: 'conformant',
      ...works,
      more: {
        quantityList: [amount],
        bizTransactionList: [{ type: 'testres', bizTransaction: businessDocument(NORDKEM.prefix, 'COA-5507') }],
      },
    }),
  ]);
  c.send(NORDKEM, 'Drums filled and dispatched', [
    ...DRUMS.map((serial, i) =>
      c.event('urn', {
        type: 'AggregationEvent',
        at: c.clock.at(26, `14:${10 + i * 20}`),
        step: 'packing',
        disposition: 'in_progress',
        where: SITES.nordkemDock,
        location: SITES.nordkemDock,
        more: {
          action: 'ADD',
          parentID: sscc('urn', NORDKEM.prefix, serial),
          childQuantityList: [{ ...amount, quantity: 60 }],
        },
      }),
    ),
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(25, '07:30'),
      step: 'shipping',
      disposition: 'in_transit',
      where: SITES.nordkemDock,
      more: {
        epcList: drums(),
        ...delivery(AURELIA, 'PO-88120', NORDKEM, 'ASN-5501'),
        ...handOver('urn', NORDKEM, AURELIA, SITES.aureliaGoodsIn),
      },
    }),
  ]);
}

const drums = (): string[] => DRUMS.map((serial) => sscc('urn', NORDKEM.prefix, serial));

function carryIngredient(c: Chronicle): void {
  const move = (
    day: number,
    time: string,
    step: string,
    where: (typeof SITES)[keyof typeof SITES] | string,
  ): JsonObject =>
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(day, time),
      step,
      disposition: 'in_transit',
      where,
      more: { epcList: drums() },
    });
  c.send(TRANSVIA, 'Drums on the road', [
    move(25, '08:05', 'loading', 'geo:55.4668,12.2012'),
    move(25, '17:50', 'arriving', SITES.transviaNorth),
    move(24, '05:15', 'departing', SITES.transviaNorth),
    move(24, '15:40', 'transporting', 'geo:50.0619,8.5292'),
    move(23, '08:20', 'unloading', 'geo:47.5241,7.6968'),
  ]);
  c.send(AURELIA, 'Active ingredient received', [
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(23, '09:10'),
      step: 'receiving',
      disposition: 'in_progress',
      where: SITES.aureliaGoodsIn,
      location: SITES.aureliaGoodsIn,
      more: {
        epcList: drums(),
        ...delivery(AURELIA, 'PO-88120', NORDKEM, 'ASN-5501'),
        ...handOver('urn', NORDKEM, AURELIA, SITES.aureliaGoodsIn),
      },
    }),
    ...drums().map((drum, i) =>
      c.event('urn', {
        type: 'AggregationEvent',
        at: c.clock.at(23, `10:${15 + i * 10}`),
        step: 'unpacking',
        disposition: 'in_progress',
        where: SITES.aureliaGoodsIn,
        location: SITES.aureliaGoodsIn,
        more: {
          action: 'DELETE',
          parentID: drum,
          childQuantityList: [
            { epcClass: lgtin('urn', PRODUCTS.activeIngredient, INGREDIENT_LOT), quantity: 60, uom: 'KGM' },
          ],
        },
      }),
    ),
  ]);
}

function makeTablets(c: Chronicle): void {
  const hall = { where: SITES.aureliaTableting, location: SITES.aureliaTableting };
  BULK_LOTS.forEach((lot, i) => {
    const output = { epcClass: lgtin('urn', PRODUCTS.bulkTablets, lot), quantity: 6000 };
    c.send(AURELIA, `Bulk tablets ${lot}`, [
      c.event('urn', {
        type: 'TransformationEvent',
        at: c.clock.at(22 - i, '08:30'),
        step: 'commissioning',
        disposition: 'in_progress',
        ...hall,
        more: {
          inputQuantityList: [
            { epcClass: lgtin('urn', PRODUCTS.activeIngredient, INGREDIENT_LOT), quantity: 0.12, uom: 'KGM' },
            { epcClass: lgtin('urn', PRODUCTS.excipient, 'MCC-0815'), quantity: 1.1, uom: 'KGM' },
          ],
          outputQuantityList: [output],
          ilmd: { 'cbvmda:lotNumber': lot, 'aurelia:press': `P${i + 2}` },
        },
      }),
      c.event('urn', {
        type: 'ObjectEvent',
        at: c.clock.at(21 - i, '10:45'),
        step: 'inspecting',
        disposition: 'conformant',
        ...hall,
        more: {
          quantityList: [output],
          bizTransactionList: [{ type: 'testres', bizTransaction: businessDocument(AURELIA.prefix, `QC-${lot}`) }],
        },
      }),
    ]);
  });
}

/** One packaging run: packs come out of the bulk with serial numbers, case by case. */
function packLot(c: Chronicle, lot: string, bulk: string, count: number, day: number): Case[] {
  const line = { where: SITES.aureliaPackaging, location: SITES.aureliaPackaging };
  const cases = Array.from({ length: count }, (): Case => ({
    serial: c.serial(8),
    lot,
    packs: Array.from({ length: PACKS_PER_CASE }, () => c.serial()),
  }));
  const expiry = new Date(c.clock.at(day, '00:00') + 730 * 86_400_000).toISOString().slice(0, 10);
  const minutes = (i: number, plus: number): string =>
    `${String(7 + Math.floor((i * 25 + plus) / 60)).padStart(2, '0')}:${String((i * 25 + plus) % 60).padStart(2, '0')}`;
  c.send(
    AURELIA,
    `Packaging run ${lot}`,
    cases.flatMap((one, i) => [
      c.event('urn', {
        type: 'TransformationEvent',
        at: c.clock.at(day, minutes(i, 5)),
        step: 'commissioning',
        disposition: 'active',
        ...line,
        more: {
          inputQuantityList: [{ epcClass: lgtin('urn', PRODUCTS.bulkTablets, bulk), quantity: PACKS_PER_CASE * 28 }],
          outputEPCList: one.packs.map((serial) => sgtin('urn', PRODUCTS.pack, serial)),
          outputQuantityList: [{ epcClass: lgtin('urn', PRODUCTS.pack, lot), quantity: PACKS_PER_CASE }],
          ilmd: { 'cbvmda:lotNumber': lot, 'cbvmda:itemExpirationDate': expiry },
        },
      }),
      c.event('urn', {
        type: 'AggregationEvent',
        at: c.clock.at(day, minutes(i, 14)),
        step: 'packing',
        disposition: 'in_progress',
        ...line,
        more: {
          action: 'ADD',
          parentID: sgtin('urn', PRODUCTS.medicineCase, one.serial),
          childEPCs: one.packs.map((serial) => sgtin('urn', PRODUCTS.pack, serial)),
        },
      }),
    ]),
  );
  c.send(AURELIA, `Cases of ${lot} commissioned`, [
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(day, '06:50'),
      step: 'commissioning',
      disposition: 'active',
      ...line,
      more: {
        action: 'ADD',
        epcList: cases.map((one) => sgtin('urn', PRODUCTS.medicineCase, one.serial)),
        ilmd: { 'cbvmda:lotNumber': lot, 'aurelia:labelPrinter': giai('urn', AURELIA.prefix, 'PRT-3') },
      },
    }),
  ]);
  return cases;
}
