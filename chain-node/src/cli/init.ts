import { mkdirSync, writeFileSync } from 'node:fs';
import { toHex0x } from '@sealtrail/bytes/hex';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { createNativeEngine } from '../engine/native-engine.js';
import { createGenesis } from '../genesis/create-genesis.js';
import { createValidatorKey, readValidatorKey } from '../store/validator-key.js';

export interface InitOptions {
  readonly datadir: string;
  readonly out: string;
  readonly chainId: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/**
 * Makes the key of a validator and the genesis of a chain of which it is the only one. Answers its address.
 * @throws SealtrailError CHAIN_NODE_START when a genesis file is already there or nothing can be written
 */
export async function initChain({ datadir, out, chainId, timestamp }: InitOptions): Promise<string> {
  const engine = await createNativeEngine();
  try {
    mkdirSync(datadir, { recursive: true, mode: 0o700 });
    createValidatorKey(datadir);
    const validator = engine.addressOf(readValidatorKey(datadir, engine));
    writeFileSync(out, createGenesis({ chainId, timestamp, validators: [validator] }), { flag: 'wx' });
    return toHex0x(validator);
  } catch (cause) {
    if (cause instanceof SealtrailError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const sentence =
      code === 'EEXIST'
        ? `There is already a genesis file at ${out}: a chain keeps its genesis, so remove the file yourself or choose another --out.`
        : `The key or genesis cannot be written (${code}): check owner and free space of ${datadir} and ${out}.`;
    throw new SealtrailError('CHAIN_NODE_START', sentence, {}, { cause });
  }
}
