import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** `config.json` of a data folder: chosen once, at the first start. */
export interface HomeConfig {
  /** Origin of the log: its name in every checkpoint. */
  readonly logOrigin: string;
  readonly chainId: number;
  readonly createdAt: string;
}

/** Secrets in `keys/`: 32 random bytes each, hexadecimal, mode 0600. Lost keys cannot be made again. */
const KEYS = ['log.ed25519', 'notary.ed25519', 'publisher.secp256k1', 'session.secret', 'postgres.password'] as const;
type KeyName = (typeof KEYS)[number];

/** Writes a file whole or not at all, on disk before it counts. */
export function writeDurably(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.draft`;
  const handle = openSync(draft, 'w', mode);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

/** Reads `config.json`, or chooses and keeps it. */
export function ensureConfig(home: string, now: Date, env: NodeJS.ProcessEnv): HomeConfig {
  const file = join(home, 'config.json');
  if (existsSync(file)) return readConfig(file);
  const config: HomeConfig = {
    logOrigin: env['SEALTRAIL_LOG_ORIGIN'] || `sealtrail.local/${randomBytes(4).toString('hex')}`,
    // the first letters of the name on a telephone's keys
    chainId: 732587,
    createdAt: now.toISOString(),
  };
  writeDurably(file, `${JSON.stringify(config, null, 2)}\n`);
  return config;
}

function readConfig(file: string): HomeConfig {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as HomeConfig;
  } catch (cause) {
    throw new SealtrailError(
      'FILE_UNREADABLE',
      `${file} is damaged: restore it from a backup, or start over with npm run reset.`,
      { file },
      { cause },
    );
  }
}

/** Makes the keys that are missing and gives their folder. */
export function ensureKeys(home: string): string {
  const folder = join(home, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of KEYS) {
    const file = join(folder, name);
    if (!existsSync(file)) writeDurably(file, randomBytes(32).toString('hex'), 0o600);
  }
  return folder;
}

/** One of the secrets as text. */
export const readKey = (home: string, name: KeyName): string => readFileSync(join(home, 'keys', name), 'utf8').trim();
