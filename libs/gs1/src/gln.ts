import { hasValidCheckDigit } from './check-digit.js';

/** A Global Location Number: 13 digits, the last one the check digit (GS1 General Specifications §2). */
export type Gln = string & { readonly __brand: 'Gln' };

/** True when the text is 13 digits with the right check digit. */
export function isGln(text: string): text is Gln {
  return text.length === 13 && hasValidCheckDigit(text);
}
