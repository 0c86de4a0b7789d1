import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { DIGESTS, ELEMENT, type ParsedDisclosure, parseDisclosure } from './disclosure.js';
import { type JwsKey, verifyJws } from './jws.js';
import { parseSdJwt } from './parse.js';

type Sha256 = (data: Uint8Array) => Uint8Array;

/** Disclosures inside disclosures are followed this far. */
const MAX_DEPTH = 100;
const ALGORITHM = '_sd_alg';

export interface ResolvedClaims {
  /** The payload with disclosed values put back, and without digests. */
  readonly claims: JsonObject;
  /** Digests for which no disclosure was sent: members or elements that stay hidden, or decoys. */
  readonly hidden: number;
}

/**
 * Puts disclosed values back into a payload (RFC 9901 §7.1, step 3). Each disclosure must be referenced exactly once
 * and no digest may occur twice.
 * @throws SealtrailError SDJWT_BAD_DISCLOSURE
 */
export function resolveDisclosures(
  sha256: Sha256,
  payload: JsonObject,
  disclosures: readonly string[],
): ResolvedClaims {
  const algorithm = payload[ALGORITHM];
  if (algorithm !== undefined && algorithm !== 'sha-256') {
    throw bad(`Expected digests by sha-256, found ${JSON.stringify(algorithm)}`);
  }
  const byDigest = new Map<string, ParsedDisclosure>();
  for (const encoded of disclosures) {
    const disclosure = parseDisclosure(sha256, encoded);
    if (byDigest.has(disclosure.digest)) throw bad('The same disclosure was sent twice');
    byDigest.set(disclosure.digest, disclosure);
  }
  const walk = new Resolver(byDigest);
  const { [ALGORITHM]: _, ...members } = walk.object(payload, 0);
  const unused = byDigest.size - walk.used;
  if (unused > 0) throw bad(`${unused} of ${byDigest.size} disclosures belong to nothing that was signed`, { unused });
  return { claims: members, hidden: walk.seen.size - walk.used };
}

/**
 * Verifies an SD-JWT: signature first, then disclosures.
 * @throws SealtrailError SDJWT_MALFORMED, SDJWT_BAD_SIGNATURE, SDJWT_BAD_DISCLOSURE
 */
export function verifySdJwt(
  suite: CryptoSuite,
  text: string,
  key: JwsKey,
): ResolvedClaims & { readonly header: JsonObject } {
  const { jws, disclosures } = parseSdJwt(text);
  verifyJws(suite, jws, key);
  return { header: jws.header, ...resolveDisclosures(suite.sha256, jws.payload, disclosures) };
}

class Resolver {
  readonly seen = new Set<string>();
  used = 0;

  constructor(private readonly byDigest: ReadonlyMap<string, ParsedDisclosure>) {}

  object(source: JsonObject, depth: number): JsonObject {
    if (depth > MAX_DEPTH) throw bad(`Disclosures are nested deeper than ${MAX_DEPTH} levels`);
    const entries: [string, JsonValue][] = [];
    const names = new Set<string>();
    for (const [name, value] of Object.entries(source)) {
      if (name === DIGESTS) continue;
      if (name === ELEMENT) throw bad('A digest of an array element stands outside an array');
      names.add(name);
      entries.push([name, this.value(value, depth + 1)]);
    }
    for (const digest of digestsOf(source)) {
      const disclosure = this.take(digest);
      if (disclosure === undefined) continue;
      if (disclosure.name === undefined) throw bad('An array element was disclosed where a member is expected');
      if (names.has(disclosure.name)) throw bad(`The member "${disclosure.name}" would be there twice`);
      names.add(disclosure.name);
      entries.push([disclosure.name, this.value(disclosure.value, depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  private value(value: JsonValue, depth: number): JsonValue {
    if (Array.isArray(value)) return this.array(value, depth);
    return isJsonObject(value) ? this.object(value, depth) : value;
  }

  private array(source: readonly JsonValue[], depth: number): JsonValue[] {
    if (depth > MAX_DEPTH) throw bad(`Disclosures are nested deeper than ${MAX_DEPTH} levels`);
    const elements: JsonValue[] = [];
    for (const element of source) {
      if (!isJsonObject(element) || !Object.hasOwn(element, ELEMENT)) {
        elements.push(this.value(element, depth + 1));
        continue;
      }
      const digest = element[ELEMENT];
      if (typeof digest !== 'string' || Object.keys(element).length !== 1)
        throw bad('A concealed array element is malformed');
      const disclosure = this.take(digest);
      if (disclosure === undefined) continue;
      if (disclosure.name !== undefined) throw bad('A member was disclosed where an array element is expected');
      elements.push(this.value(disclosure.value, depth + 1));
    }
    return elements;
  }

  private take(digest: string): ParsedDisclosure | undefined {
    if (this.seen.has(digest)) throw bad('The same digest was signed twice');
    this.seen.add(digest);
    const disclosure = this.byDigest.get(digest);
    if (disclosure !== undefined) this.used++;
    return disclosure;
  }
}

function digestsOf(source: JsonObject): readonly string[] {
  if (!Object.hasOwn(source, DIGESTS)) return [];
  const digests = source[DIGESTS];
  if (!Array.isArray(digests) || !digests.every((digest) => typeof digest === 'string'))
    throw bad('A list of digests is malformed');
  return digests;
}

function bad(what: string, data: Record<string, unknown> = {}): SealtrailError {
  return new SealtrailError('SDJWT_BAD_DISCLOSURE', `${what}.`, data);
}
