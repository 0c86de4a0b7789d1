import type { JsonObject } from '@sealtrail/bytes/json';
import { type Chronicle, delivery, handOver, temperature } from '../chronicle.js';
import { giai, grai, lgtin, sgtin, sscc } from '../identifiers.js';
import { ALMHOF, FRISCHMARKT, POLARLINE, PRODUCTS, SITES } from '../party.js';

const CHEESE_LOT = 'AK-0917';
const CRATES = ['700101', '700102', '700103', '700104'] as const;
const PIECES_PER_CRATE = 60;
const PALLET = '500000417';
const WHEELS = 24;
/** Limit of the chilled chain, degrees Celsius. */
const LIMIT = 7;
const STORES = [SITES.frischmarktSchwabing, SITES.frischmarktHaidhausen] as const;
const ADVICE = 'ASN-AH-204';

/** Milk of three mornings becomes cheese, rests, is cut, travels chilled and is sold. */
export function cheeseChain(c: Chronicle): void {
  const milk = collectMilk(c);
  makeWheels(c, milk);
  cutAndPack(c);
  transport(c);
  distribute(c);
  sell(c);
}

const crate = (serial: string): string => grai('link', ALMHOF.prefix, '03900', serial);
const pallet = (form: 'urn' | 'link'): string => sscc(form, ALMHOF.prefix, PALLET);
const wheels = (): string[] =>
  Array.from({ length: WHEELS }, (_, i) =>
    sgtin('link', PRODUCTS.cheeseWheel, `${CHEESE_LOT}-${String(i + 1).padStart(2, '0')}`),
  );
const pieces = (quantity: number): JsonObject => ({
  epcClass: lgtin('link', PRODUCTS.cheesePiece, CHEESE_LOT),
  quantity,
});

function collectMilk(c: Chronicle): string[] {
  const here = { where: SITES.almhofMilkIntake, location: SITES.almhofMilkIntake };
  return [24, 23, 22].map((day, i) => {
    const lot = `M-${i + 1}-09`;
    const milk: JsonObject = {
      epcClass: lgtin('link', PRODUCTS.rawMilk, lot),
      quantity: 160 + c.integer(0, 30),
      uom: 'LTR',
    };
    const at = c.clock.at(day, '05:50');
    c.send(ALMHOF, `Morning milk ${lot}`, [
      c.event('link', {
        type: 'ObjectEvent',
        at,
        step: 'commissioning',
        disposition: 'in_progress',
        ...here,
        more: {
          action: 'ADD',
          quantityList: [milk],
          ilmd: { 'cbvmda:lotNumber': lot, 'cbvmda:countryOfOrigin': 'DE' },
        },
      }),
      c.event('link', {
        type: 'ObjectEvent',
        at: at + 35 * 60_000,
        step: 'inspecting',
        disposition: 'conformant',
        ...here,
        more: {
          quantityList: [milk],
          ...temperature(at + 35 * 60_000, giai('link', ALMHOF.prefix, 'TANK-1'), 3.8 + c.integer(0, 9) / 10, LIMIT),
        },
      }),
    ]);
    return lot;
  });
}

function makeWheels(c: Chronicle, milkLots: readonly string[]): void {
  c.send(ALMHOF, `Cheese lot ${CHEESE_LOT} made`, [
    c.event('link', {
      type: 'TransformationEvent',
      at: c.clock.at(22, '09:30'),
      step: 'commissioning',
      disposition: 'in_progress',
      where: SITES.almhofCheesery,
      location: SITES.almhofCheesery,
      more: {
        inputQuantityList: [
          ...milkLots.map((lot) => ({ epcClass: lgtin('link', PRODUCTS.rawMilk, lot), quantity: 160, uom: 'LTR' })),
          { epcClass: lgtin('link', PRODUCTS.cultures, 'RC-88'), quantity: 0.4, uom: 'KGM' },
        ],
        outputEPCList: wheels(),
        ilmd: { 'cbvmda:lotNumber': CHEESE_LOT, 'cbvmda:countryOfOrigin': 'DE' },
      },
    }),
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(22, '15:10'),
      step: 'storing',
      disposition: 'in_progress',
      where: SITES.almhofCellar,
      location: SITES.almhofCellar,
      more: { epcList: wheels() },
    }),
  ]);
  const readings = Array.from({ length: 11 }, (_, i): JsonObject => {
    const at = c.clock.at(21 - i, '06:00');
    return c.event('link', {
      type: 'ObjectEvent',
      at,
      step: 'sensor_reporting',
      where: SITES.almhofCellar,
      location: SITES.almhofCellar,
      more: {
        sensorElementList: [
          {
            sensorMetadata: {
              time: c.event('link', { type: 'ObjectEvent', at, step: 'other', more: {} })['eventTime'] as string,
              deviceID: giai('link', ALMHOF.prefix, 'CELLAR-2'),
            },
            sensorReport: [
              { type: 'Temperature', value: 12 + c.integer(0, 12) / 10, uom: 'CEL' },
              { type: 'RelativeHumidity', value: 88 + c.integer(0, 6), uom: 'P1' },
            ],
          },
        ],
      },
    });
  });
  c.send(ALMHOF, 'Ripening cellar log', readings);
}

function cutAndPack(c: Chronicle): void {
  const here = { where: SITES.almhofDispatch, location: SITES.almhofDispatch };
  const expiry = new Date(c.clock.at(10, '12:00') + 40 * 86_400_000).toISOString().slice(0, 10);
  c.send(ALMHOF, 'Wheels cut and packed', [
    c.event('link', {
      type: 'TransformationEvent',
      at: c.clock.at(10, '06:20'),
      step: 'commissioning',
      disposition: 'active',
      ...here,
      more: {
        inputEPCList: wheels(),
        outputQuantityList: [pieces(CRATES.length * PIECES_PER_CRATE)],
        ilmd: { 'cbvmda:lotNumber': CHEESE_LOT, 'cbvmda:bestBeforeDate': expiry },
      },
    }),
    ...CRATES.map((serial, i) =>
      c.event('link', {
        type: 'AggregationEvent',
        at: c.clock.at(10, `08:${10 + i * 10}`),
        step: 'packing',
        disposition: 'in_progress',
        ...here,
        more: { action: 'ADD', parentID: crate(serial), childQuantityList: [pieces(PIECES_PER_CRATE)] },
      }),
    ),
    c.event('link', {
      type: 'AggregationEvent',
      at: c.clock.at(10, '09:05'),
      step: 'packing',
      disposition: 'container_closed',
      ...here,
      more: { action: 'ADD', parentID: pallet('link'), childEPCs: CRATES.map(crate) },
    }),
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(9, '05:30'),
      step: 'shipping',
      disposition: 'in_transit',
      where: SITES.almhofDispatch,
      more: {
        epcList: [pallet('link')],
        ...delivery(FRISCHMARKT, 'PO-FM-9931', ALMHOF, ADVICE),
        ...handOver('link', ALMHOF, FRISCHMARKT, SITES.frischmarktCentre),
      },
    }),
  ]);
}

function transport(c: Chronicle): void {
  const trailer = giai('urn', POLARLINE.prefix, 'TRAILER-22');
  c.send(POLARLINE, 'Chilled transport to Garching', [
    // The logger belongs to the trailer, not to the load: an association, not an aggregation.
    c.event('urn', {
      type: 'AssociationEvent',
      at: c.clock.at(9, '05:20'),
      step: 'assembling',
      where: SITES.polarlineAlps,
      more: { action: 'ADD', parentID: trailer, childEPCs: [giai('urn', POLARLINE.prefix, 'LOGGER-0533')] },
    }),
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(9, '05:50'),
      step: 'loading',
      disposition: 'in_transit',
      where: 'geo:47.4079,10.2790',
      more: { epcList: [pallet('urn')] },
    }),
    ...Array.from({ length: 12 }, (_, i): JsonObject => {
      const at = c.clock.at(9, '06:10') + i * 15 * 60_000;
      return c.event('urn', {
        type: 'ObjectEvent',
        at,
        step: 'sensor_reporting',
        disposition: 'in_transit',
        where: `geo:${(47.4079 + i * 0.0764).toFixed(4)},${(10.279 + i * 0.1247).toFixed(4)}`,
        more: {
          epcList: [pallet('urn')],
          ...temperature(at, giai('urn', POLARLINE.prefix, 'LOGGER-0533'), 3.2 + c.integer(0, 21) / 10, LIMIT),
        },
      });
    }),
  ]);
}

function distribute(c: Chronicle): void {
  const centre = { where: SITES.frischmarktCentre, location: SITES.frischmarktCentre };
  c.send(FRISCHMARKT, `Receipt of ${ADVICE}`, [
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(9, '09:40'),
      step: 'receiving',
      disposition: 'in_progress',
      ...centre,
      more: {
        epcList: [pallet('link')],
        ...delivery(FRISCHMARKT, 'PO-FM-9931', ALMHOF, ADVICE),
        ...handOver('link', ALMHOF, FRISCHMARKT, SITES.frischmarktCentre),
      },
    }),
    c.event('link', {
      type: 'AggregationEvent',
      at: c.clock.at(9, '10:15'),
      step: 'unpacking',
      disposition: 'in_progress',
      ...centre,
      more: { action: 'DELETE', parentID: pallet('link'), childEPCs: CRATES.map(crate) },
    }),
  ]);
  STORES.forEach((store, s) => {
    const mine = CRATES.slice(s * 2, s * 2 + 2);
    c.send(FRISCHMARKT, `Crates to ${store.name}`, [
      c.event('link', {
        type: 'ObjectEvent',
        at: c.clock.at(8, `04:${10 + s * 20}`),
        step: 'shipping',
        disposition: 'in_transit',
        where: SITES.frischmarktCentre,
        more: { epcList: mine.map(crate) },
      }),
      c.event('link', {
        type: 'ObjectEvent',
        at: c.clock.at(8, `06:${10 + s * 20}`),
        step: 'receiving',
        disposition: 'in_progress',
        where: store,
        location: store,
        more: { epcList: mine.map(crate) },
      }),
      ...mine.map((serial, i) =>
        c.event('link', {
          type: 'AggregationEvent',
          at: c.clock.at(8, `07:${10 + s * 20 + i * 5}`),
          step: 'unpacking',
          disposition: 'sellable_accessible',
          where: store,
          location: store,
          more: { action: 'DELETE', parentID: crate(serial), childQuantityList: [pieces(PIECES_PER_CRATE)] },
        }),
      ),
    ]);
  });
}

/** What the tills sold, store by store and day by day. */
function sell(c: Chronicle): void {
  for (const store of STORES) {
    let left = 2 * PIECES_PER_CRATE;
    for (let day = 8; day >= 0; day--) {
      const sold = Math.min(left, c.integer(8, 16));
      if (sold === 0) break;
      left -= sold;
      const at = day === 0 ? c.clock.minutesAgo(20) : c.clock.at(day, '20:05');
      c.send(FRISCHMARKT, `Sold at ${store.name}`, [
        c.event('link', {
          type: 'ObjectEvent',
          at,
          step: 'retail_selling',
          disposition: 'retail_sold',
          where: store,
          more: { quantityList: [pieces(sold)] },
        }),
      ]);
    }
  }
}
