import { canonicalDigitalLink, type Gs1Key } from './gs1-keys.js';
import { parseDigitalLink } from './parse-digital-link.js';
import { parseEpcUrn } from './parse-urn.js';

interface Reading {
  readonly key: Gs1Key | undefined;
  readonly canonical: string;
}

/**
 * Readings of late. The same event is hashed, checked and indexed, and the same places come again in
 * every event, so most URIs are asked for more than once. The whole memory is dropped when it is full.
 */
const READINGS = new Map<string, Reading>();
const MAX_READINGS = 10_000;
/** Longer URIs are not worth remembering. */
const MAX_REMEMBERED_LENGTH = 200;

function read(uri: string): Reading {
  const known = READINGS.get(uri);
  if (known) return known;
  const found = uri.startsWith('urn:epc:')
    ? parseEpcUrn(uri)
    : uri.startsWith('http')
      ? parseDigitalLink(uri)
      : undefined;
  const key = found && !('reason' in found) ? found : undefined;
  const reading = { key, canonical: key ? canonicalDigitalLink(key) : uri };
  if (uri.length <= MAX_REMEMBERED_LENGTH) {
    if (READINGS.size >= MAX_READINGS) READINGS.clear();
    READINGS.set(uri, reading);
  }
  return reading;
}

/**
 * The GS1 key in a URI as it stands in an event, or undefined for any other URI. Unlike
 * `parseIdentifier` it never throws and takes a wrong check digit as it is: what was captured
 * must stay findable, and the CBV hash is defined on it.
 */
export function keyOfUri(uri: string): Gs1Key | undefined {
  return read(uri).key;
}

/** The index form of a URI: canonical Digital Link for GS1 keys, the URI itself for all others. Total. */
export function canonicalUri(uri: string): string {
  return read(uri).canonical;
}

/** The 13 digits of the GLN in a location or party URI (414, 417, SGLN, PGLN); undefined when there is none. */
export function glnOfUri(uri: string): string | undefined {
  const { key } = read(uri);
  return key && (key.ai === '414' || key.ai === '417') ? key.value : undefined;
}
