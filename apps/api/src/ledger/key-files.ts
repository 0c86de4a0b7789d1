import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromHex } from '@sealtrail/bytes/hex';
import { createNativeSigner, type NativeSigner, type Signer } from '@sealtrail/crypto/native-ed25519';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** The three keys of a log: one signs checkpoints, one signs credentials, one pays for anchors. */
export interface LedgerKeys {
  readonly log: Signer;
  readonly notary: NativeSigner;
  /** secp256k1 private key, 32 bytes. */
  readonly publisher: Uint8Array;
}

/**
 * Reads the keys of the log from their folder: `log.ed25519`, `notary.ed25519`, `publisher.secp256k1`, 64 hex digits each.
 * @throws SealtrailError LEDGER_KEY_MISSING
 */
export async function readLedgerKeys(folder: string): Promise<LedgerKeys> {
  const [log, notary, publisher] = await Promise.all([
    readKey(join(folder, 'log.ed25519')),
    readKey(join(folder, 'notary.ed25519')),
    readKey(join(folder, 'publisher.secp256k1')),
  ]);
  return { log: createNativeSigner(log), notary: createNativeSigner(notary), publisher };
}

async function readKey(path: string): Promise<Uint8Array> {
  try {
    const key = fromHex((await readFile(path, 'utf8')).trim());
    if (key.length !== 32) throw new Error(`${key.length} bytes`);
    return key;
  } catch (cause) {
    throw new SealtrailError(
      'LEDGER_KEY_MISSING',
      `The key file ${path} is missing or does not hold 64 hex digits.`,
      { path },
      { cause },
    );
  }
}
