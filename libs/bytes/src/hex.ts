import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Value of a lower-case hexadecimal digit by char code, or -1. */
function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
}

/** Lower-case hexadecimal without prefix. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += PAIRS[bytes[i]!];
  return text;
}

/**
 * Bytes of a hexadecimal text. Exactly one spelling is taken: lower case, no prefix, even length.
 * @throws SealtrailError BYTES_BAD_HEX with the offset of the first wrong character.
 */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0) {
    throw new SealtrailError(
      'BYTES_BAD_HEX',
      `Hexadecimal text must have an even number of digits, got ${text.length}.`,
      {
        length: text.length,
      },
    );
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = digit(text.charCodeAt(2 * i));
    const low = digit(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) {
      const offset = high < 0 ? 2 * i : 2 * i + 1;
      throw new SealtrailError('BYTES_BAD_HEX', `Expected a lower-case hexadecimal digit at offset ${offset}.`, {
        offset,
      });
    }
    bytes[i] = high * 16 + low;
  }
  return bytes;
}

/** Lower-case hexadecimal with the `0x` prefix of Ethereum's JSON-RPC. */
export function toHex0x(bytes: Uint8Array): string {
  return `0x${toHex(bytes)}`;
}

/**
 * Bytes of `0x`-prefixed lower-case hexadecimal.
 * @throws SealtrailError BYTES_BAD_HEX
 */
export function fromHex0x(text: string): Uint8Array {
  if (!text.startsWith('0x'))
    throw new SealtrailError('BYTES_BAD_HEX', 'Expected hexadecimal text that starts with 0x.', {});
  return fromHex(text.slice(2));
}
