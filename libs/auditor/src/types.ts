import type { CryptoSuite } from '@sealtrail/crypto/suite';
import type { TrustRoots } from '@sealtrail/evidence/types';
import type pg from 'pg';

export type DamageKind = 'changed' | 'deleted' | 'inserted' | 'swapped';

/** One damaged row, named so that a person can go and look at it. */
export interface Finding {
  readonly table: string;
  /** Primary key, or as much of it as is known of a row that is gone. */
  readonly key: Readonly<Record<string, string>>;
  readonly column?: string;
  readonly kind: DamageKind;
  readonly sentence: string;
}

export interface FsckReport {
  /** Damage, root causes first; empty when all is well. */
  readonly findings: readonly Finding[];
  /** Events whose secret and payload were destroyed on purpose: their place in the log still holds. */
  readonly erasures: readonly Finding[];
  /** What could not be checked, in sentences. */
  readonly skipped: readonly string[];
  /** Further findings that were counted, not listed. */
  readonly omitted: number;
  readonly counts: {
    readonly leaves: number;
    readonly events: number;
    readonly tiles: number;
    readonly checkpoints: number;
    readonly anchors: number;
  };
}

export interface FsckProgress {
  readonly step: 'structure' | 'leaves' | 'references' | 'checkpoints' | 'anchors' | 'chain';
  readonly done: number;
  readonly total: number;
}

export interface FsckOptions {
  /** A connection to the database; nothing is written. The caller closes it. */
  readonly client: pg.ClientBase;
  readonly suite: CryptoSuite;
  /** Trust roots from outside. Without them the log key is taken from the first leaf, which then only vouches for itself. */
  readonly trust?: TrustRoots;
  /** JSON-RPC endpoint of the chain; without it stored anchors are only held against their own proofs. */
  readonly rpcUrl?: string;
  readonly onProgress?: (progress: FsckProgress) => void;
}

/** The log that is checked; there is one. */
export const LOG_ID = 1;
