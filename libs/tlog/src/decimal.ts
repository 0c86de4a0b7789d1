const MAX_UINT64 = (1n << 64n) - 1n;

/** Value of a decimal number in its only spelling (no sign, no leading zeros, at most 64 bits), else undefined. */
export function parseDecimal(text: string): bigint | undefined {
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value <= MAX_UINT64 ? value : undefined;
}
