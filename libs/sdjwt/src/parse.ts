import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { type ParsedJws, parseJws } from './jws.js';

export interface ParsedSdJwt {
  readonly jws: ParsedJws;
  /** Encoded disclosures, in the order sent. */
  readonly disclosures: readonly string[];
}

/** The issuer-signed JWT: the text before the first tilde. */
export function issuerJwt(text: string): string {
  return text.slice(0, Math.max(text.indexOf('~'), 0));
}

/**
 * Splits an SD-JWT (RFC 9901 §4) without verifying anything. Key binding is not used here and refused.
 * @throws SealtrailError SDJWT_MALFORMED
 */
export function parseSdJwt(text: string): ParsedSdJwt {
  if (!text.endsWith('~')) {
    throw new SealtrailError('SDJWT_MALFORMED', 'An SD-JWT without key binding ends with a tilde.', {});
  }
  const [jwt, ...disclosures] = text.slice(0, -1).split('~');
  if (disclosures.includes('')) throw new SealtrailError('SDJWT_MALFORMED', 'A disclosure of the SD-JWT is empty.', {});
  return { jws: parseJws(jwt!), disclosures };
}
