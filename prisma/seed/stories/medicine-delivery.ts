import type { JsonObject } from '@sealtrail/bytes/json';
import { type Chronicle, delivery, handOver, temperature } from '../chronicle.js';
import { businessDocument, giai, sgtin, sscc } from '../identifiers.js';
import { AURELIA, POLARLINE, PRODUCTS, SITES, ST_LUCIA, TRANSVIA } from '../party.js';
import type { Case, MedicineStock } from './medicine-making.js';

/** Limit of the medicine on the road, degrees Celsius. */
const LIMIT = 25;
const ORDER = 'PO-STL-2291';
const ADVICE = 'ASN-77103';

/** Packs that St Lucia has on its shelf afterwards, by lot; one pack went missing on the way. */
export interface HospitalStock {
  readonly cases: readonly Case[];
  readonly missing: { readonly serial: string; readonly caseSerial: string };
}

/** Plant to hospital: carriers, temperature with one excursion, receipt, and a pack that is not there. */
export function deliverMedicine(c: Chronicle, stock: MedicineStock): HospitalStock {
  const pallets = stock.pallets.map(({ serial }) => sscc('urn', AURELIA.prefix, serial));
  ship(c, pallets);
  carry(c, pallets);
  receive(c, stock);
  return unpack(c, stock);
}

function ship(c: Chronicle, pallets: string[]): void {
  const documents = delivery(ST_LUCIA, ORDER, AURELIA, ADVICE);
  const dock = { where: SITES.aureliaDispatch, location: SITES.aureliaDispatch };
  c.send(AURELIA, `Delivery ${ADVICE} to St Lucia`, [
    c.event('urn', {
      type: 'TransactionEvent',
      at: c.clock.at(17, '07:40'),
      step: 'picking',
      ...dock,
      more: { action: 'ADD', ...documents, epcList: pallets },
    }),
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(17, '08:10'),
      step: 'staging_outbound',
      disposition: 'container_closed',
      ...dock,
      more: { epcList: pallets },
    }),
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(17, '09:30'),
      step: 'shipping',
      disposition: 'in_transit',
      where: SITES.aureliaDispatch,
      more: { epcList: pallets, ...documents, ...handOver('urn', AURELIA, ST_LUCIA, SITES.luciaGoodsIn) },
    }),
  ]);
}

function carry(c: Chronicle, pallets: string[]): void {
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
      more: { epcList: pallets },
    });
  c.send(TRANSVIA, 'Pallets to the Upper Rhine cross-dock', [
    move(17, '09:55', 'loading', 'geo:47.5235,7.6992'),
    move(17, '10:50', 'arriving', SITES.transviaSouth),
    move(17, '14:20', 'departing', SITES.transviaSouth),
  ]);
  const device = giai('urn', POLARLINE.prefix, 'LOGGER-0417');
  const readings = Array.from({ length: 12 }, (_, i): JsonObject => {
    const at = c.clock.at(17, '14:40') + i * 15 * 60_000;
    // Half an hour at the roadside with the cooling off: the excursion of this story.
    const value = i === 6 ? 27.4 : i === 7 ? 28.9 : 19 + c.integer(0, 22) / 10;
    return c.event('urn', {
      type: 'ObjectEvent',
      at,
      step: 'sensor_reporting',
      disposition: 'in_transit',
      where: `geo:${(47.5931 + i * 0.0344).toFixed(4)},${(7.6128 + i * 0.0187).toFixed(4)}`,
      more: { epcList: pallets, ...temperature(at, device, value, LIMIT) },
    });
  });
  c.send(POLARLINE, 'Temperature on the way to Freiburg', readings);
}

function receive(c: Chronicle, stock: MedicineStock): void {
  const pallets = stock.pallets.map(({ serial }) => sscc('link', AURELIA.prefix, serial));
  const here = { where: SITES.luciaGoodsIn, location: SITES.luciaGoodsIn };
  c.send(ST_LUCIA, `Receipt of ${ADVICE}`, [
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(16, '07:15'),
      step: 'receiving',
      disposition: 'in_progress',
      ...here,
      more: {
        epcList: pallets,
        ...delivery(ST_LUCIA, ORDER, AURELIA, ADVICE),
        ...handOver('link', AURELIA, ST_LUCIA, SITES.luciaGoodsIn),
      },
    }),
    // The excursion was 30 minutes below 30 °C: inside the stability data, so the goods are released.
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(16, '08:40'),
      step: 'inspecting',
      disposition: 'conformant',
      ...here,
      more: {
        epcList: pallets,
        bizTransactionList: [
          { type: 'testres', bizTransaction: businessDocument(ST_LUCIA.prefix, 'TEMP-RELEASE-118') },
        ],
      },
    }),
    ...stock.pallets.map(({ serial, cases }, i) =>
      c.event('link', {
        type: 'AggregationEvent',
        at: c.clock.at(16, `09:${10 + i * 25}`),
        step: 'unpacking',
        disposition: 'in_progress',
        ...here,
        more: {
          action: 'DELETE',
          parentID: sscc('link', AURELIA.prefix, serial),
          childEPCs: cases.map((one) => sgtin('link', PRODUCTS.medicineCase, one.serial)),
        },
      }),
    ),
  ]);
}

/** Cases are opened; the tenth of the good lot holds eleven packs. The first booking said twelve and is declared wrong. */
function unpack(c: Chronicle, stock: MedicineStock): HospitalStock {
  const here = { where: SITES.luciaPharmacy, location: SITES.luciaPharmacy };
  const short = stock.pallets[0]?.cases.at(-1) as Case;
  const missing = short.packs[4] as string;
  const opened = (one: Case, packs: readonly string[], at: number, id?: string): JsonObject => ({
    ...c.event('link', {
      type: 'AggregationEvent',
      at,
      step: 'unpacking',
      disposition: 'sellable_not_accessible',
      ...here,
      more: {
        action: 'DELETE',
        parentID: sgtin('link', PRODUCTS.medicineCase, one.serial),
        childEPCs: packs.map((serial) => sgtin('link', PRODUCTS.pack, serial)),
      },
    }),
    ...(id !== undefined && { eventID: id }),
  });
  const bookedAt = c.clock.at(15, '09:40');
  const booked = opened(short, short.packs, bookedAt);
  const others = stock.cases.filter((one) => one !== short);
  c.send(ST_LUCIA, 'Cases opened', [
    ...others.map((one, i) => opened(one, one.packs, c.clock.at(15, '07:30') + i * 7 * 60_000)),
    booked,
  ]);
  const corrected = opened(
    short,
    short.packs.filter((serial) => serial !== missing),
    bookedAt,
  );
  c.send(ST_LUCIA, 'Short receipt: booking corrected', [
    {
      ...booked,
      errorDeclaration: {
        declarationTime: c.event('link', {
          type: 'ObjectEvent',
          at: c.clock.at(15, '13:20'),
          step: 'inspecting',
          more: {},
        })['eventTime'] as string,
        reason: 'incorrect_data',
        correctiveEventIDs: [corrected['eventID'] as string],
      },
    },
    corrected,
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(15, '13:35'),
      step: 'inspecting',
      disposition: 'mismatch_quantity',
      ...here,
      more: {
        epcList: [sgtin('link', PRODUCTS.medicineCase, short.serial)],
        ...delivery(ST_LUCIA, ORDER, AURELIA, ADVICE),
      },
    }),
  ]);
  c.send(TRANSVIA, 'Loose pack found at the cross-dock', [
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(13, '16:05'),
      step: 'holding',
      disposition: 'non_sellable_other',
      where: SITES.transviaSouth,
      location: SITES.transviaSouth,
      more: { epcList: [sgtin('urn', PRODUCTS.pack, missing)] },
    }),
  ]);
  const cases = stock.cases.map((one) =>
    one === short ? { ...one, packs: one.packs.filter((serial) => serial !== missing) } : one,
  );
  return { cases, missing: { serial: missing, caseSerial: short.serial } };
}
