import { decodeExtra, type QbftExtra } from '@sealtrail/chain-client/qbft-extra';
import { fromHex } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { Fork } from '../engine/chain-common.js';

export interface GenesisAccount {
  readonly balance: bigint;
  readonly nonce: bigint;
  readonly code: Uint8Array;
  /** Slot (32 bytes) and its word without leading zeros. */
  readonly storage: readonly (readonly [slot: Uint8Array, word: Uint8Array])[];
}

export interface Genesis {
  readonly chainId: number;
  readonly fork: Fork;
  readonly extra: QbftExtra;
  readonly timestamp: bigint;
  readonly gasLimit: bigint;
  readonly coinbase: Uint8Array;
  readonly alloc: ReadonlyMap<string, GenesisAccount>;
}

type Json = { readonly [name: string]: unknown };

/** From the newest fork down: the first whose activation stands in the genesis is the fork of the chain. */
const FORKS: readonly (readonly [key: string, fork: Fork])[] = [
  ['osakaTime', 'osaka'],
  ['pragueTime', 'prague'],
  ['cancunTime', 'cancun'],
  ['shanghaiTime', 'shanghai'],
  ['londonBlock', 'london'],
];

function bad(sentence: string): SealtrailError {
  return new SealtrailError('CHAIN_NODE_START', sentence, {});
}

function object(value: unknown, name: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(`The genesis member "${name}" is not an object.`);
  return value as Json;
}

function bytes(value: unknown, name: string, length?: number): Uint8Array {
  const text = typeof value === 'string' ? value.toLowerCase().replace(/^0x/, '') : undefined;
  if (text === undefined || !/^([0-9a-f]{2})*$/.test(text) || (length !== undefined && text.length !== length * 2)) {
    throw bad(`The genesis member "${name}" is not ${length ?? 'a string of'} bytes in hexadecimal.`);
  }
  return fromHex(text);
}

function quantity(value: unknown, name: string): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  if (typeof value === 'string' && /^(0x[0-9a-fA-F]+|\d+)$/.test(value)) return BigInt(value);
  throw bad(`The genesis member "${name}" is not a number.`);
}

/** Slots and words come short or padded, with or without 0x. */
function word(value: unknown, name: string): Uint8Array {
  const text = String(value).replace(/^0x/, '').padStart(64, '0');
  return bytes(text, name, 32);
}

/**
 * Reads a genesis file in the format of Besu and go-ethereum, with QBFT's extraData.
 * @throws SealtrailError CHAIN_NODE_START naming the member that is wrong
 */
export function parseGenesis(text: string): Genesis {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SealtrailError(
      'CHAIN_NODE_START',
      `The genesis file is not JSON: ${(cause as Error).message}.`,
      {},
      { cause },
    );
  }
  const genesis = object(json, 'genesis');
  const config = object(genesis['config'], 'config');
  const chainId = Number(quantity(config['chainId'], 'config.chainId'));
  if (!Number.isSafeInteger(chainId) || chainId < 1) throw bad('The genesis member "config.chainId" is out of range.');
  return {
    chainId,
    fork: forkOf(config),
    extra: extraOf(genesis['extraData']),
    timestamp: quantity(genesis['timestamp'] ?? '0x0', 'timestamp'),
    gasLimit: quantity(genesis['gasLimit'], 'gasLimit'),
    coinbase: bytes(genesis['coinbase'] ?? '00'.repeat(20), 'coinbase', 20),
    alloc: allocOf(object(genesis['alloc'] ?? {}, 'alloc')),
  };
}

function forkOf(config: Json): Fork {
  const found = FORKS.find(([key]) => config[key] !== undefined);
  if (!found) throw bad('The genesis names no fork from London on: add "londonBlock": 0 or a later one to its config.');
  const late = FORKS.find(([key]) => config[key] !== undefined && quantity(config[key], `config.${key}`) !== 0n);
  if (late) throw bad(`The genesis activates ${late[0]} later than block 0: forks take effect from block 0 only.`);
  return found[1];
}

function extraOf(value: unknown): QbftExtra {
  let extra: QbftExtra;
  try {
    extra = decodeExtra(bytes(value, 'extraData'));
  } catch (cause) {
    throw new SealtrailError(
      'CHAIN_NODE_START',
      'The genesis member "extraData" is not that of a QBFT chain.',
      {},
      { cause },
    );
  }
  if (extra.validators.length === 0) throw bad('The genesis names no validators in its extraData.');
  return extra;
}

function allocOf(alloc: Json): Map<string, GenesisAccount> {
  const accounts = new Map<string, GenesisAccount>();
  for (const [address, value] of Object.entries(alloc)) {
    const account = object(value, `alloc.${address}`);
    const storage = Object.entries(object(account['storage'] ?? {}, `alloc.${address}.storage`)).map(
      ([slot, content]) => {
        const padded = word(content, `alloc.${address}.storage`);
        const first = padded.findIndex((byte) => byte !== 0);
        return [
          word(slot, `alloc.${address}.storage`),
          first < 0 ? new Uint8Array(0) : padded.subarray(first),
        ] as const;
      },
    );
    bytes(address, `alloc.${address}`, 20);
    accounts.set(address.toLowerCase().replace(/^0x/, ''), {
      balance: quantity(account['balance'] ?? '0x0', `alloc.${address}.balance`),
      nonce: quantity(account['nonce'] ?? '0x0', `alloc.${address}.nonce`),
      code: bytes(account['code'] ?? '0x', `alloc.${address}.code`),
      storage,
    });
  }
  return accounts;
}
