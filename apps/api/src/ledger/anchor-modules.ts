import type { CryptoSuite } from '@sealtrail/crypto/suite';
import type pg from 'pg';
import type { AnchorChain } from './anchor-chain.js';
import type { AnchorSettings } from './anchor-settings.js';

/** Moments at which a test may end the process. */
export type AnchorMoment = 'stored' | 'sent' | 'mined';

export interface AnchorModules {
  readonly pool: pg.Pool;
  readonly chain: AnchorChain;
  readonly settings: AnchorSettings;
  readonly suite: CryptoSuite;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** Longest wait for a block in one go, in milliseconds; afterwards another job looks again. */
  readonly patienceMs: number;
  readonly at?: (moment: AnchorMoment) => Promise<void>;
}

/** The chain as it was found at the beginning of a run. */
export interface OpenedChain {
  readonly chainId: bigint;
  readonly genesisHash: string;
}

/** Asks until there is an answer or patience ends; the first questions follow each other closely, blocks come on demand. */
export async function poll<T>(modules: AnchorModules, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = modules.now().getTime() + modules.patienceMs;
  for (let pause = 10; ; pause = Math.min(pause * 1.5, 250)) {
    const answer = await ask();
    if (answer !== undefined || modules.now().getTime() >= end) return answer;
    await modules.sleep(pause);
  }
}
