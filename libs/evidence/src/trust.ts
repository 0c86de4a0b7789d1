/** Trust roots: what a verifier believes before it reads any file. */
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import { compareBytes } from '@sealtrail/bytes/equal';
import { decodeHeader } from '@sealtrail/chain-client/qbft-header';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { parseCheckpoint } from '@sealtrail/tlog/checkpoint';
import { parseNote } from '@sealtrail/tlog/note';
import { parseTlogProof } from '@sealtrail/tlog/tlog-proof';
import { formatVkey, parseVkey, verifierKey } from '@sealtrail/tlog/vkey';
import { parseEvidenceFile } from './evidence-file.js';
import { claimedLogKey } from './key-statement.js';
import type { TrustedChain, TrustRoots } from './types.js';

export const TRUST_FORMAT = 'sealtrail-trust/1';
const MAX_BYTES = 256 * 1024;
const ADDRESS = /^0x[0-9a-f]{40}$/;
const HASH = /^0x[0-9a-f]{64}$/;
const CHAIN_ID = /^[1-9][0-9]{0,77}$/;

/**
 * Reads trust roots; white space does not matter, unknown members do.
 * @throws SealtrailError TRUST_UNREADABLE with a sentence that names the member
 */
export function parseTrust(suite: Pick<CryptoSuite, 'sha256'>, text: string | Uint8Array): TrustRoots {
  let value: JsonValue;
  try {
    value = parseStrictJson(text, { maxBytes: MAX_BYTES });
  } catch (cause) {
    throw bad(cause instanceof Error ? cause.message : 'it is not JSON', cause);
  }
  const { format, log, chain } = members(value, ['format', 'log', 'chain'], 'the file');
  if (format !== TRUST_FORMAT)
    throw bad(`expected the format "${TRUST_FORMAT}", found ${JSON.stringify(format) ?? 'none'}`);
  return { format, log: readLog(suite, log), chain: chain === null ? null : readChain(chain) };
}

/** Canonical text of trust roots, with a newline at the end. */
export function formatTrust(trust: TrustRoots): string {
  return `${canonicalJson(trust as unknown as JsonObject)}\n`;
}

/**
 * The trust roots that an evidence file claims for itself, for pinning on first use. They prove nothing: whoever pins
 * them believes this one file and holds all later ones to it.
 * @throws SealtrailError EVIDENCE_UNREADABLE, TRUST_UNREADABLE when the file does not name its log key or is damaged
 */
export function trustFromEvidence(suite: CryptoSuite, text: string | Uint8Array): TrustRoots {
  const { key, proof, anchor } = parseEvidenceFile(text);
  try {
    const logKey = claimedLogKey(key.statement);
    if (logKey === undefined) throw bad('the file does not name the key of its log');
    const { origin } = parseCheckpoint(parseNote(parseTlogProof(proof).checkpoint).text);
    const log = { origin, vkey: formatVkey(verifierKey(suite.sha256, origin, logKey)) };
    if (anchor === null) return { format: TRUST_FORMAT, log, chain: null };
    const validators = [...decodeHeader(fromHex0x(anchor.header)).extra.validators].sort(compareBytes).map(toHex0x);
    const chain = {
      chainId: anchor.chainId,
      genesisHash: null,
      validators,
      contract: anchor.contract,
      publisher: anchor.publisher,
    };
    return { format: TRUST_FORMAT, log, chain: readChain(chain) };
  } catch (cause) {
    if (cause instanceof SealtrailError && cause.code === 'TRUST_UNREADABLE') throw cause;
    throw bad(cause instanceof Error ? cause.message : 'the file is damaged', cause);
  }
}

/** What to do with trust roots that are offered to someone who has some, or none, for that log. */
export type PinDecision =
  | { readonly action: 'pin'; readonly trust: TrustRoots }
  | { readonly action: 'keep'; readonly trust: TrustRoots }
  | { readonly action: 'refuse'; readonly trust: TrustRoots; readonly differences: readonly string[] };

/**
 * Pin on first use: nothing pinned yet, pin what is offered; the same, keep; different, refuse and say where. What an
 * earlier pin could not know (the chain of a log not yet anchored, the genesis hash) is filled in once.
 */
export function decidePin(pinned: TrustRoots | undefined, offered: TrustRoots): PinDecision {
  if (pinned === undefined) return { action: 'pin', trust: offered };
  const differences: string[] = [];
  const compare = (what: string, before: unknown, now: unknown): void => {
    if (before !== null && now !== null && JSON.stringify(before) !== JSON.stringify(now)) differences.push(what);
  };
  compare('log.origin', pinned.log.origin, offered.log.origin);
  compare('log.vkey', pinned.log.vkey, offered.log.vkey);
  if (pinned.chain !== null && offered.chain !== null) {
    for (const name of ['chainId', 'genesisHash', 'validators', 'contract', 'publisher'] as const) {
      compare(`chain.${name}`, pinned.chain[name], offered.chain[name]);
    }
  }
  if (differences.length > 0) return { action: 'refuse', trust: pinned, differences };
  const chain =
    pinned.chain === null
      ? offered.chain
      : { ...pinned.chain, genesisHash: pinned.chain.genesisHash ?? offered.chain?.genesisHash ?? null };
  const trust = { ...pinned, chain };
  return formatTrust(trust) === formatTrust(pinned) ? { action: 'keep', trust: pinned } : { action: 'pin', trust };
}

function readLog(suite: Pick<CryptoSuite, 'sha256'>, value: JsonValue | undefined): TrustRoots['log'] {
  const { origin, vkey } = members(value, ['origin', 'vkey'], 'log');
  if (typeof origin !== 'string' || typeof vkey !== 'string') throw bad('log.origin and log.vkey must be text');
  let name: string;
  try {
    ({ name } = parseVkey(suite.sha256, vkey));
  } catch (cause) {
    throw bad(`log.vkey: ${(cause as Error).message}`, cause);
  }
  if (name !== origin) throw bad(`log.vkey is the key of ${name}, but log.origin is ${origin}`);
  return { origin, vkey };
}

function readChain(value: JsonValue | undefined): TrustedChain {
  const { chainId, genesisHash, validators, contract, publisher } = members(
    value,
    ['chainId', 'genesisHash', 'validators', 'contract', 'publisher'],
    'chain',
  );
  const text = (what: string, found: JsonValue | undefined, pattern: RegExp): string => {
    if (typeof found !== 'string' || !pattern.test(found))
      throw bad(`chain.${what} is malformed: ${(JSON.stringify(found) ?? 'missing').slice(0, 100)}`);
    return found;
  };
  if (!Array.isArray(validators) || validators.length === 0)
    throw bad('chain.validators must list at least one address');
  const addresses = validators.map((each, i) => text(`validators[${i}]`, each, ADDRESS));
  if (new Set(addresses).size !== addresses.length) throw bad('chain.validators lists an address twice');
  return {
    chainId: text('chainId', chainId, CHAIN_ID),
    genesisHash: genesisHash === null ? null : text('genesisHash', genesisHash, HASH),
    validators: addresses,
    contract: text('contract', contract, ADDRESS),
    publisher: text('publisher', publisher, ADDRESS),
  };
}

function members(value: JsonValue | undefined, names: readonly string[], what: string): JsonObject {
  if (!isJsonObject(value)) throw bad(`${what} is no object`);
  for (const name of Object.keys(value))
    if (!names.includes(name)) throw bad(`${what} holds the unknown member "${name.slice(0, 60)}"`);
  return value;
}

function bad(what: string, cause?: unknown): SealtrailError {
  return new SealtrailError('TRUST_UNREADABLE', `These are no trust roots: ${what.replace(/\.$/, '')}.`, {}, { cause });
}
