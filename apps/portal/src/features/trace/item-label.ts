export type ItemKind = 'sgtin' | 'sscc' | 'lot' | 'gtin' | 'gln' | 'asset' | 'document' | 'other';

/** How to name an item in a few words; `text` is what remains when nothing better is known. */
export interface ItemLabel {
  kind: ItemKind;
  text: string;
  gtin?: string;
  serial?: string;
  lot?: string;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** GTIN-14 of company prefix and indicator + reference, check digit computed (GS1 General Specifications §7.9). */
function gtinOfUrn(prefix: string, reference: string): string {
  const digits = `${reference.slice(0, 1)}${prefix}${reference.slice(1)}`;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1)
    sum += Number(digits[index]) * ((digits.length - index) % 2 === 1 ? 3 : 1);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function fromUrn(id: string): ItemLabel | undefined {
  const match = /^urn:epc:(?:id|class|idpat):(\w+):(.+)$/.exec(id);
  if (!match) return undefined;
  const [, scheme = '', body = ''] = match;
  const [prefix = '', reference = '', ...rest] = body.split('.');
  const tail = decode(rest.join('.'));
  switch (scheme) {
    case 'sgtin':
      return tail === '*'
        ? { kind: 'gtin', gtin: gtinOfUrn(prefix, reference), text: gtinOfUrn(prefix, reference) }
        : { kind: 'sgtin', gtin: gtinOfUrn(prefix, reference), serial: tail, text: tail };
    case 'lgtin':
      return { kind: 'lot', gtin: gtinOfUrn(prefix, reference), lot: tail, text: tail };
    case 'sscc':
      return { kind: 'sscc', text: gtinOfUrn(prefix, reference) };
    case 'sgln':
      return { kind: 'gln', text: gtinOfUrn('', `${prefix}${reference}`) };
    case 'grai':
    case 'giai':
      return { kind: 'asset', text: decode(body) };
    case 'gdti':
      return { kind: 'document', text: decode(body) };
    default:
      return undefined;
  }
}

function fromDigitalLink(id: string): ItemLabel | undefined {
  const path = /^https?:\/\/[^/]+((?:\/[^/?#]+)+)/.exec(id)?.[1];
  if (path === undefined) return undefined;
  const parts = path.split('/').slice(1).map(decode);
  const start = parts.findIndex((part) => /^(00|01|414|8003|8004|253)$/.test(part));
  const value = start < 0 ? undefined : parts[start + 1];
  if (value === undefined) return undefined;
  const qualifiers = new Map<string, string>();
  for (let at = start + 2; at + 1 < parts.length; at += 2) qualifiers.set(parts[at] ?? '', parts[at + 1] ?? '');
  switch (parts[start]) {
    case '00':
      return { kind: 'sscc', text: value };
    case '414':
      return { kind: 'gln', text: value };
    case '8003':
    case '8004':
      return { kind: 'asset', text: value };
    case '253':
      return { kind: 'document', text: value };
    default: {
      const serial = qualifiers.get('21');
      const lot = qualifiers.get('10');
      if (serial !== undefined)
        return { kind: 'sgtin', gtin: value, serial, text: serial, ...(lot === undefined ? {} : { lot }) };
      if (lot !== undefined) return { kind: 'lot', gtin: value, lot, text: lot };
      return { kind: 'gtin', gtin: value, text: value };
    }
  }
}

/** Reads a name out of an EPC URN or a Digital Link; any other identifier is shown as it is. Never throws. */
export const itemLabel = (id: string): ItemLabel => fromUrn(id) ?? fromDigitalLink(id) ?? { kind: 'other', text: id };
