import type { JsonObject } from '@sealtrail/bytes/json';
import { type Chronicle, handOver } from '../chronicle.js';
import { businessDocument, lgtin, type Place, sgtin, sscc } from '../identifiers.js';
import { type Actor, AURELIA, MARKTPLATZ, PRODUCTS, SITES, ST_LUCIA, TRANSVIA } from '../party.js';
import type { Shelves } from './medicine-dispensing.js';

const RECALL = businessDocument(AURELIA.prefix, 'RECALL-0388');
const RETURN = '400000355';

/** A lot turns out bad: the maker recalls it, pharmacies quarantine and return it, the maker destroys it. */
export function recallLot(c: Chronicle, lot: string, shelves: Shelves): void {
  announce(c, lot);
  quarantine(c, ST_LUCIA, SITES.luciaQuarantine, shelves.hospital, '09:20');
  quarantine(c, MARKTPLATZ, SITES.marktplatzShop, shelves.pharmacy, '11:45');
  sendBack(c, shelves.hospital);
  destroy(c, shelves.hospital);
}

function announce(c: Chronicle, lot: string): void {
  c.send(AURELIA, `Recall of lot ${lot}`, [
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(5, '19:30'),
      step: 'holding',
      disposition: 'recalled',
      where: SITES.aureliaOffice,
      more: {
        quantityList: [{ epcClass: lgtin('urn', PRODUCTS.pack, lot) }],
        persistentDisposition: { set: ['recalled'] },
        bizTransactionList: [{ type: 'cert', bizTransaction: RECALL }],
        'aurelia:recallReason': 'Dissolution out of specification at the three-month stability point',
      },
    }),
  ]);
}

function quarantine(c: Chronicle, who: Actor, where: Place, serials: readonly string[], time: string): void {
  if (serials.length === 0) return;
  c.send(who, 'Recalled packs set aside', [
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(4, time),
      step: 'holding',
      disposition: 'recalled',
      where,
      location: where,
      more: {
        epcList: packs('link', serials),
        persistentDisposition: { set: ['recalled'] },
        bizTransactionList: [{ type: 'cert', bizTransaction: RECALL }],
      },
    }),
  ]);
}

const packs = (form: 'urn' | 'link', serials: readonly string[]): string[] =>
  serials.map((serial) => sgtin(form, PRODUCTS.pack, serial));

function sendBack(c: Chronicle, serials: readonly string[]): void {
  const box = (form: 'urn' | 'link'): string => sscc(form, ST_LUCIA.prefix, RETURN);
  const papers = {
    bizTransactionList: [{ type: 'rma', bizTransaction: businessDocument(AURELIA.prefix, 'RMA-5520') }],
  };
  const from = { where: SITES.luciaQuarantine, location: SITES.luciaQuarantine };
  c.send(ST_LUCIA, 'Recalled packs returned', [
    c.event('link', {
      type: 'AggregationEvent',
      at: c.clock.at(3, '10:00'),
      step: 'packing',
      disposition: 'recalled',
      ...from,
      more: { action: 'ADD', parentID: box('link'), childEPCs: packs('link', serials) },
    }),
    c.event('link', {
      type: 'ObjectEvent',
      at: c.clock.at(3, '13:10'),
      step: 'shipping',
      disposition: 'returned',
      where: SITES.luciaGoodsIn,
      more: { epcList: [box('link')], ...papers, ...handOver('link', ST_LUCIA, AURELIA, SITES.aureliaReturns) },
    }),
  ]);
  const leg = (day: number, time: string, step: string): JsonObject =>
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(day, time),
      step,
      disposition: 'returned',
      where: SITES.transviaSouth,
      more: { epcList: [box('urn')] },
    });
  c.send(TRANSVIA, 'Return consignment', [leg(3, '17:25', 'arriving'), leg(2, '06:10', 'departing')]);
  const to = { where: SITES.aureliaReturns, location: SITES.aureliaReturns };
  c.send(AURELIA, 'Recalled packs received back', [
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(2, '08:05'),
      step: 'receiving',
      disposition: 'returned',
      ...to,
      more: { epcList: [box('urn')], ...papers, ...handOver('urn', ST_LUCIA, AURELIA, SITES.aureliaReturns) },
    }),
    c.event('urn', {
      type: 'AggregationEvent',
      at: c.clock.at(2, '08:30'),
      step: 'unpacking',
      disposition: 'recalled',
      ...to,
      more: { action: 'DELETE', parentID: box('urn'), childEPCs: packs('urn', serials) },
    }),
  ]);
}

function destroy(c: Chronicle, serials: readonly string[]): void {
  c.send(AURELIA, 'Recalled packs destroyed', [
    c.event('urn', {
      type: 'ObjectEvent',
      at: c.clock.at(1, '14:45'),
      step: 'destroying',
      disposition: 'destroyed',
      where: SITES.aureliaReturns,
      more: {
        action: 'DELETE',
        epcList: packs('urn', serials),
        bizTransactionList: [{ type: 'cert', bizTransaction: businessDocument(AURELIA.prefix, 'DESTRUCTION-0091') }],
      },
    }),
  ]);
}
