import type { EventItem } from '../api/schema-types';
import { itemLabel, type ItemKind } from './item-label';

/** A look-up into the `trace` catalogue. */
export interface Translate {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
}

interface Group {
  product: string | undefined;
  kind: ItemKind;
  count: number;
  quantity: number | undefined;
  uom: string | undefined;
  first: EventItem;
  /** Lot of instances that the event also names as a class. */
  lot?: string;
}

function groupsOf(items: readonly EventItem[]): Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const { kind, lot } = itemLabel(item.original);
    const product = item.product?.name;
    const key = [product ?? kind, item.uom ?? '', item.quantity === null ? 'one' : `sum${lot ?? ''}`].join('|');
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, {
        product,
        kind,
        count: 1,
        quantity: item.quantity ?? undefined,
        uom: item.uom ?? undefined,
        first: item,
      });
      continue;
    }
    group.count += 1;
    if (item.quantity !== null) group.quantity = (group.quantity ?? 0) + item.quantity;
  }
  return mergeClasses([...groups.values()]);
}

/** Packs are often named twice, one by one and as so many of a lot: that is said once, with the lot. */
function mergeClasses(groups: Group[]): Group[] {
  return groups.filter((group) => {
    const { lot } = itemLabel(group.first.original);
    const instances = groups.find(
      (other) =>
        other !== group &&
        other.product === group.product &&
        other.quantity === undefined &&
        other.count === group.quantity,
    );
    if (group.product === undefined || lot === undefined || instances === undefined) return true;
    instances.lot = lot;
    return false;
  });
}

const UNITS: Record<string, string> = {
  KGM: 'kg',
  GRM: 'g',
  LTR: 'l',
  MLT: 'ml',
  MTR: 'm',
  CEL: '°C',
  MTK: 'm²',
  TNE: 't',
};
/** The everyday sign of a UN/ECE Recommendation 20 unit code, or the code itself. */
export const unitSign = (code: string): string => UNITS[code] ?? code;

function describeGroup(group: Group, count: number, t: Translate): string {
  const items = describeInstances(group, count, t);
  return group.lot === undefined ? items : t('items.ofLot', { items, lot: group.lot });
}

function describeInstances(group: Group, count: number, t: Translate): string {
  const { gtin = '', serial = '', lot, text } = itemLabel(group.first.original);
  const product = group.product ?? 'none';
  if (group.quantity !== undefined && (group.uom !== undefined || group.kind === 'lot' || group.kind === 'gtin')) {
    const unit = group.uom === undefined ? 'none' : unitSign(group.uom);
    return t('items.quantity', { quantity: group.quantity, unit, product, gtin, lot: lot ?? 'none' });
  }
  if (count > 1) return t(`items.many.${group.kind}`, { count, product });
  return t(`items.one.${group.kind}`, { product, gtin, serial, lot: lot ?? '', text });
}

/**
 * A noun phrase for the items of an event, such as "24 × Cardiolex 20 mg" or "pallet or case 00…".
 * @param total how many there are when `items` is only the first part of them
 * @param focus the item whose page this is: standing alone it reads "this item"
 */
export function describeItems(items: readonly EventItem[], total: number, t: Translate, focus?: string): string {
  const [first, ...others] = items;
  if (first === undefined) return t('items.none');
  if (
    others.length === 0 &&
    total <= 1 &&
    (first.item === focus || first.original === focus) &&
    first.quantity === null
  )
    return t('items.this');
  const groups = groupsOf(items);
  const [only, second, third] = groups;
  if (only === undefined) return t('items.none');
  const unseen = Math.max(0, total - items.length);
  if (second === undefined) return describeGroup(only, only.count + unseen, t);
  if (third === undefined && unseen === 0)
    return t('items.and', { a: describeGroup(only, only.count, t), b: describeGroup(second, second.count, t) });
  return t('items.mixed', { count: total });
}
