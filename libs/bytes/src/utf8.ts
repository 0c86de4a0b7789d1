import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

const encoder = new TextEncoder();
// ignoreBOM keeps a byte order mark in the text, so that decoding stays reversible.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a text. A lone surrogate becomes U+FFFD: check before where it matters. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * Text of UTF-8 bytes; a byte order mark is kept.
 * @throws SealtrailError BYTES_BAD_UTF8
 */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new SealtrailError('BYTES_BAD_UTF8', 'The bytes are not valid UTF-8.', {}, { cause });
  }
}

/**
 * Offset of the first byte that is not part of well-formed UTF-8 (Unicode table 3-7), or the length.
 * Slow path, for error messages only.
 */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at]!;
    const size =
      lead < 0x80
        ? 1
        : lead >= 0xc2 && lead <= 0xdf
          ? 2
          : (lead & 0xf0) === 0xe0
            ? 3
            : lead >= 0xf0 && lead <= 0xf4
              ? 4
              : 0;
    if (size === 0 || at + size > bytes.length) return at;
    for (let i = 1; i < size; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return at;
    const second = bytes[at + 1] ?? 0;
    if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return at;
    if ((lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f)) return at;
    at += size;
  }
  return at;
}
