import { canonicalUri } from '@sealtrail/gs1/canonical-uri';
import { epochMs, utcMilliseconds } from './date-time.js';
import { BIZ_STEP, BIZ_TRANSACTION_TYPE, DISPOSITION, ERROR_REASON, SOURCE_DEST_TYPE } from './vocabulary.js';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const URN_VOCABULARIES = [BIZ_STEP, DISPOSITION, BIZ_TRANSACTION_TYPE, SOURCE_DEST_TYPE, ERROR_REASON];

/** A time in the hash: UTC with milliseconds and Z; what is no time stays as it is (CBV 2.0 §8.9). */
export function timeValue(text: string): string {
  const ms = epochMs(text.trim());
  return ms === undefined || !(Math.abs(ms) <= 8.64e15) ? text.trim() : utcMilliseconds(ms);
}

/** A URI or word in the hash: CBV 1.x URNs become web addresses, `cbv:` and `gs1:` are expanded, GS1 keys become canonical Digital Links. */
export function uriValue(text: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith('urn:epc:') || trimmed.startsWith('http')) return canonicalUri(trimmed);
  if (trimmed.startsWith('urn:epcglobal:cbv:')) {
    for (const { urn, prefix } of URN_VOCABULARIES) {
      if (urn && trimmed.startsWith(urn)) return prefix + trimmed.slice(urn.length);
    }
    return trimmed;
  }
  if (trimmed.startsWith('cbv:')) return `https://ref.gs1.org/cbv/${trimmed.slice(4)}`;
  if (trimmed.startsWith('gs1:')) return `https://gs1.org/voc/${trimmed.slice(4)}`;
  return trimmed;
}

/** A number in the hash: plain decimal notation without trailing zeros. */
export function numberValue(value: number): string {
  const text = String(value);
  return text.includes('e') ? plainDecimal(text) : text;
}

/** Member values of extensions: XML knows no types there, so text that looks like a number counts as one. */
export function extensionValue(value: string | number | boolean): string {
  if (typeof value === 'number') return numberValue(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const trimmed = value.trim();
  return DECIMAL.test(trimmed) ? normaliseDecimal(trimmed) : uriValue(trimmed);
}

/** Strips a plus sign, leading zeros and trailing zeros of the fraction, digit by digit: nothing is rounded. */
function normaliseDecimal(text: string): string {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const left = whole.replace(/^0+(?=\d)/, '') || '0';
  const right = fraction.replace(/0+$/, '');
  const magnitude = right === '' ? left : `${left}.${right}`;
  return negative && magnitude !== '0' ? `-${magnitude}` : magnitude;
}

/** `1e-7` and `1e+21` without exponent. */
function plainDecimal(text: string): string {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const negative = mantissa.startsWith('-');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const plain = normaliseDecimal(`${padded.slice(0, at)}.${padded.slice(at)}`);
  return negative ? `-${plain}` : plain;
}
