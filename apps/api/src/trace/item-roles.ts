import type { ItemRole, PartyRole } from '@sealtrail/epcis/index-event';

/** `event_item.role`. The numbers are stored: append, never reorder. */
export const ITEM_ROLES = [
  'epc',
  'parent',
  'child',
  'input',
  'output',
  'quantity',
  'childQuantity',
  'inputQuantity',
  'outputQuantity',
] as const satisfies readonly ItemRole[];

/** `event_party.role`. The capturing organisation takes part in every event it captured. */
export const PARTY_ROLES = [
  'capturer',
  'readPoint',
  'bizLocation',
  'source',
  'destination',
] as const satisfies readonly (PartyRole | 'capturer')[];
export type StoredPartyRole = (typeof PARTY_ROLES)[number];

export const itemRoleNumber = (role: ItemRole): number => ITEM_ROLES.indexOf(role);
export const partyRoleNumber = (role: StoredPartyRole): number => PARTY_ROLES.indexOf(role);

export const ROLE = {
  parent: itemRoleNumber('parent'),
  child: itemRoleNumber('child'),
  childQuantity: itemRoleNumber('childQuantity'),
  inputs: [itemRoleNumber('input'), itemRoleNumber('inputQuantity')],
  outputs: [itemRoleNumber('output'), itemRoleNumber('outputQuantity')],
} as const;
