import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, toHex } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { CryptoEngine } from '../engine/crypto-engine.js';

const pathIn = (directory: string): string => join(directory, 'validator.key');

/**
 * The validator's private key: hexadecimal text in DIR/validator.key.
 * @throws SealtrailError CHAIN_NODE_START when it is missing or no key
 */
export function readValidatorKey(directory: string, engine: CryptoEngine): Uint8Array {
  const path = pathIn(directory);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SealtrailError(
      'CHAIN_NODE_START',
      `There is no readable validator key at ${path}: copy yours there, or make a new chain with "sealtrail-node init".`,
      {},
      { cause },
    );
  }
  try {
    const key = fromHex(text.trim().replace(/^0x/, ''));
    engine.addressOf(key);
    return key;
  } catch (cause) {
    throw new SealtrailError(
      'CHAIN_NODE_START',
      `The file ${path} does not hold a secp256k1 private key of 64 hexadecimal digits.`,
      {},
      { cause },
    );
  }
}

/** Makes a key that only its owner can read. An existing key is kept. */
export function createValidatorKey(directory: string): void {
  try {
    writeFileSync(pathIn(directory), `${toHex(randomBytes(32))}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
