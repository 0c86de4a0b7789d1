import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';
import { type DisclosureCodec, pureCodec } from './codec.js';
import { DIGESTS, type Disclosure, ELEMENT, sealElement, sealMember } from './disclosure.js';

type Sha256 = (data: Uint8Array) => Uint8Array;

export interface ConcealOptions {
  /** Members whose arrays stay visible as arrays, with each element concealed on its own. */
  readonly elementsOf?: ReadonlySet<string>;
  /** Faster conversions of this platform; the result is the same. */
  readonly codec?: DisclosureCodec | undefined;
}

export interface Concealed {
  /** What is signed: sorted `_sd`, and arrays of digests. */
  readonly object: JsonObject;
  /** In canonical order: members by UTF-16 code units, elements by position. The salts are drawn in this order. */
  readonly disclosures: readonly string[];
}

/**
 * Conceals every member of an object (RFC 9901 §4.2.4). Sorting the digests hides the order of the members; nothing
 * is random here but the salts, so the same salts give the same result.
 * @throws SealtrailError SDJWT_BAD_DISCLOSURE, JSON_NUMBER, JSON_LONE_SURROGATE
 */
export function concealMembers(
  sha256: Sha256,
  source: JsonObject,
  nextSalt: () => Uint8Array,
  options: ConcealOptions = {},
): Concealed {
  const codec = options.codec ?? pureCodec(sha256);
  const digests: string[] = [];
  const visible: [string, JsonValue][] = [];
  const disclosures: string[] = [];
  const keep = ({ encoded, digest }: Disclosure): string => {
    disclosures.push(encoded);
    return digest;
  };
  for (const name of Object.keys(source).sort()) {
    const value = source[name]!;
    if (Array.isArray(value) && options.elementsOf?.has(name)) {
      visible.push([name, value.map((element) => ({ [ELEMENT]: keep(sealElement(codec, nextSalt(), element)) }))]);
    } else {
      digests.push(keep(sealMember(codec, nextSalt(), name, value)));
    }
  }
  if (digests.length > 0) visible.push([DIGESTS, digests.sort()]);
  // fromEntries makes own members, whatever their name.
  return { object: Object.fromEntries(visible), disclosures };
}

/** `<jwt>~<disclosure>~...~` (RFC 9901 §4). */
export function formatSdJwt(jwt: string, disclosures: readonly string[]): string {
  return `${[jwt, ...disclosures].join('~')}~`;
}
