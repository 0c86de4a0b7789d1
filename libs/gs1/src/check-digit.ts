/**
 * The GS1 modulo-10 check digit (GS1 General Specifications §7.9.1): weights 3 and 1 alternate
 * from the right end of the digits before the check digit.
 * @param digits the digits without the check digit; anything but 0-9 gives a meaningless result
 */
export function checkDigit(digits: string): string {
  let sum = 0;
  let weight = 3;
  for (let i = digits.length - 1; i >= 0; i--) {
    sum += (digits.charCodeAt(i) - 48) * weight;
    weight = 4 - weight;
  }
  return String((10 - (sum % 10)) % 10);
}

/** The digits with their check digit appended. */
export function withCheckDigit(digits: string): string {
  return digits + checkDigit(digits);
}

/** True when the last digit is the check digit of those before it. */
export function hasValidCheckDigit(digits: string): boolean {
  return isDigits(digits) && digits.length > 1 && checkDigit(digits.slice(0, -1)) === digits.slice(-1);
}

/** True for one or more ASCII digits. */
export function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}
