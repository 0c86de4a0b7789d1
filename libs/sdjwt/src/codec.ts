import { toBase64Url } from '@sealtrail/bytes/base64';
import { utf8 } from '@sealtrail/bytes/utf8';

/** The conversions that issuing repeats for each disclosure. Every codec gives the same text; some are faster. */
export interface DisclosureCodec {
  /** Base64url of bytes. */
  bytes(bytes: Uint8Array): string;
  /** Base64url of the UTF-8 bytes of a text. */
  text(text: string): string;
  /** Base64url of the SHA-256 of an ASCII text. */
  digest(ascii: string): string;
}

/** Codec that runs everywhere. On a server take `nativeCodec`. */
export function pureCodec(sha256: (data: Uint8Array) => Uint8Array): DisclosureCodec {
  return {
    bytes: toBase64Url,
    text: (text) => toBase64Url(utf8(text)),
    digest: (ascii) => toBase64Url(sha256(utf8(ascii))),
  };
}
