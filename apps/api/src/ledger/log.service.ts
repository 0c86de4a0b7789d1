import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NativeSigner, Signer } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { formatVkey, type VerifierKey, verifierKey } from '@sealtrail/tlog/vkey';
import { AppConfig } from '../platform/config/app-config.js';
import { Database } from '../platform/database/database.js';
import { type AnchorSettings, anchorSettings } from './anchor-settings.js';
import { ensureLog } from './ensure-log.js';
import { type LedgerKeys, readLedgerKeys } from './key-files.js';

/** The log of this installation: its name and its keys, held against the database before anything else starts. */
@Injectable()
export class LogService implements OnModuleInit {
  private loaded: { keys: LedgerKeys; notaryKid: string; verifier: VerifierKey; anchor: AnchorSettings } | undefined;

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
  ) {}

  async onModuleInit(): Promise<void> {
    const { logOrigin: origin, keysDir } = this.config;
    const keys = await readLedgerKeys(keysDir);
    const { notaryKid } = await ensureLog(this.database.pool, { origin, keys, suite: nativeSuite, now: new Date() });
    const verifier = verifierKey(nativeSuite.sha256, origin, keys.log.publicKey);
    this.loaded = { keys, notaryKid, verifier, anchor: anchorSettings(origin, keys.publisher) };
  }

  get origin(): string {
    return this.config.logOrigin;
  }

  /** Signs checkpoints. */
  get logKey(): Signer {
    return this.get().keys.log;
  }

  /** Signs credentials of captures that arrive unsigned. */
  get notary(): NativeSigner {
    return this.get().keys.notary;
  }

  /** `kid` in the header of those credentials: RFC 7638 thumbprint of the notary key. */
  get notaryKid(): string {
    return this.get().notaryKid;
  }

  get verifierKey(): VerifierKey {
    return this.get().verifier;
  }

  /** Verifier key as text (C2SP signed-note). */
  get vkey(): string {
    return formatVkey(this.get().verifier);
  }

  get anchor(): AnchorSettings {
    return this.get().anchor;
  }

  private get(): NonNullable<LogService['loaded']> {
    if (!this.loaded) throw new Error('The log is not loaded yet.');
    return this.loaded;
  }
}
