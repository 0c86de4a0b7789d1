import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import { toHex } from '@sealtrail/bytes/hex';
import type { JsonValue } from '@sealtrail/bytes/json';
import { utf8 } from '@sealtrail/bytes/utf8';
import { pureSuite } from '@sealtrail/crypto/pure-suite';
import type { TrustRoots } from '@sealtrail/evidence/types';

/** How the roots came to this device. */
export type PinSource = 'first-use' | 'file' | 'accepted';

/** Trust roots this device decided on once; nothing replaces them silently. */
export interface Pin {
  trust: TrustRoots;
  pinnedAt: string;
  source: PinSource;
}

const KEY = 'sealtrail.trust.v1';
type Store = Pick<Storage, 'getItem' | 'setItem'>;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isTrustedChain(chain: unknown): boolean {
  return (
    isRecord(chain) &&
    [chain.chainId, chain.contract, chain.publisher].every(isText) &&
    (chain.genesisHash === null || isText(chain.genesisHash)) &&
    Array.isArray(chain.validators) &&
    chain.validators.length > 0 &&
    chain.validators.every(isText)
  );
}

/** Reads `sealtrail-trust/1`; undefined when it is anything else. */
export function readTrust(value: unknown): TrustRoots | undefined {
  if (!isRecord(value) || value.format !== 'sealtrail-trust/1' || !isRecord(value.log)) return undefined;
  if (!isText(value.log.origin) || !isText(value.log.vkey)) return undefined;
  if (value.chain !== null && !isTrustedChain(value.chain)) return undefined;
  return value as unknown as TrustRoots;
}

/** Reads a trust file; undefined when it is none. */
export function parseTrust(text: string): TrustRoots | undefined {
  try {
    return readTrust(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** SHA-256 of the canonical JSON of the roots, in groups of four hex digits: two people can compare it by phone. */
export function fingerprint(trust: TrustRoots): string {
  const digest = toHex(pureSuite.sha256(utf8(canonicalJson(trust as unknown as JsonValue))));
  return digest.match(/.{4}/g)?.join(' ') ?? digest;
}

/** The pin of this device, if any. */
export function readPin(store: Store): Pin | undefined {
  try {
    const value: unknown = JSON.parse(store.getItem(KEY) ?? 'null');
    if (!isRecord(value) || !isText(value.pinnedAt)) return undefined;
    const trust = readTrust(value.trust);
    const source = value.source === 'file' || value.source === 'accepted' ? value.source : 'first-use';
    return trust === undefined ? undefined : { trust, pinnedAt: value.pinnedAt, source };
  } catch {
    return undefined;
  }
}

/** Pins roots, replacing what was pinned: only call it for the first use or after the person said so. */
export function writePin(store: Store, trust: TrustRoots, source: PinSource, now: Date): Pin {
  const pin: Pin = { trust, pinnedAt: now.toISOString(), source };
  store.setItem(KEY, JSON.stringify(pin));
  return pin;
}

/** What the roots published now mean for this device. */
export function comparePin(pin: Pin | undefined, published: TrustRoots): 'first-use' | 'same' | 'mismatch' {
  if (pin === undefined) return 'first-use';
  return fingerprint(pin.trust) === fingerprint(published) ? 'same' : 'mismatch';
}
