import { withCheckDigit } from '@sealtrail/gs1/check-digit';

/** How an organisation's systems write identifiers. */
export type Form = 'urn' | 'link';

/** A trade item: company prefix of 7 digits, indicator digit and item reference of 5 digits. */
export interface Product {
  readonly prefix: string;
  readonly indicator: string;
  readonly item: string;
}

/** A place: company prefix of 7 digits and location reference of 5. */
export interface Place {
  readonly prefix: string;
  readonly ref: string;
}

const LINK = 'https://id.gs1.org';

export const gtin14 = (p: Product): string => withCheckDigit(`${p.indicator}${p.prefix}${p.item}`);
export const glnOf = (place: Place): string => withCheckDigit(place.prefix + place.ref);

export function sgtin(form: Form, p: Product, serial: string): string {
  return form === 'urn'
    ? `urn:epc:id:sgtin:${p.prefix}.${p.indicator}${p.item}.${serial}`
    : `${LINK}/01/${gtin14(p)}/21/${serial}`;
}

export function lgtin(form: Form, p: Product, lot: string): string {
  return form === 'urn'
    ? `urn:epc:class:lgtin:${p.prefix}.${p.indicator}${p.item}.${lot}`
    : `${LINK}/01/${gtin14(p)}/10/${lot}`;
}

/** `serial`: nine digits after the extension digit 1. */
export function sscc(form: Form, prefix: string, serial: string): string {
  return form === 'urn'
    ? `urn:epc:id:sscc:${prefix}.1${serial}`
    : `${LINK}/00/${withCheckDigit(`1${prefix}${serial}`)}`;
}

export function grai(form: Form, prefix: string, type: string, serial: string): string {
  return form === 'urn'
    ? `urn:epc:id:grai:${prefix}.${type}.${serial}`
    : `${LINK}/8003/${withCheckDigit(`0${prefix}${type}`)}${serial}`;
}

export function giai(form: Form, prefix: string, asset: string): string {
  return form === 'urn' ? `urn:epc:id:giai:${prefix}.${asset}` : `${LINK}/8004/${prefix}${asset}`;
}

export function sgln(form: Form, place: Place): string {
  return form === 'urn' ? `urn:epc:id:sgln:${place.prefix}.${place.ref}.0` : `${LINK}/414/${glnOf(place)}`;
}

/** The organisation itself: location reference 00000. */
export function pgln(form: Form, prefix: string): string {
  return form === 'urn' ? `urn:epc:id:pgln:${prefix}.00000` : `${LINK}/417/${withCheckDigit(`${prefix}00000`)}`;
}

/** A business document: order, despatch advice, invoice (CBV 2.0 §8). */
export function businessDocument(prefix: string, number: string): string {
  return `urn:epcglobal:cbv:bt:${withCheckDigit(`${prefix}00000`)}:${number}`;
}
