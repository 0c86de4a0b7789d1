import { canonicalDigitalLink, type Gs1Key } from './gs1-keys.js';
import { parseDigitalLink } from './parse-digital-link.js';
import { parseEpcUrn } from './parse-urn.js';

/**
 * The GS1 key in a URI as it stands in an event, or undefined for any other URI. Unlike
 * `parseIdentifier` it never throws and takes a wrong check digit as it is: what was captured
 * must stay findable, and the CBV hash is defined on it.
 */
export function keyOfUri(uri: string): Gs1Key | undefined {
  const key = uri.startsWith('urn:epc:')
    ? parseEpcUrn(uri)
    : uri.startsWith('http')
      ? parseDigitalLink(uri)
      : undefined;
  return key && !('reason' in key) ? key : undefined;
}

/** The index form of a URI: canonical Digital Link for GS1 keys, the URI itself for all others. Total. */
export function canonicalUri(uri: string): string {
  const key = keyOfUri(uri);
  return key ? canonicalDigitalLink(key) : uri;
}

/** The 13 digits of the GLN in a location or party URI (414, 417, SGLN, PGLN); undefined when there is none. */
export function glnOfUri(uri: string): string | undefined {
  const key = keyOfUri(uri);
  return key && (key.ai === '414' || key.ai === '417') ? key.value : undefined;
}
