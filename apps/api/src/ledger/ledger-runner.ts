import type { CryptoSuite } from '@sealtrail/crypto/suite';
import type { Signer } from '@sealtrail/crypto/native-ed25519';
import { type ErrorCode } from '@sealtrail/errors/catalogue';
import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import type pg from 'pg';
import { clearAlarm, raiseAlarm } from './alarm.repository.js';
import { anchorLatest } from './anchor.js';
import type { AnchorModules } from './anchor-modules.js';
import { notifyHeads, readHeads } from './checkpoint.repository.js';
import { integrateChunk } from './integrate.js';
import { jobsWithWork, type LedgerJob } from './ledger-status.js';
import { publishCheckpoint } from './publish.js';

export interface RunnerModules {
  readonly pool: pg.Pool;
  readonly suite: CryptoSuite;
  readonly origin: string;
  readonly logKey: Signer;
  readonly anchor: AnchorModules;
  readonly now: () => Date;
  /** Brings the projections up to the integrated size; in transactions of its own, safe to repeat. */
  readonly project: () => Promise<void>;
  readonly log: (level: 'info' | 'warn', sentence: string) => void;
}

/** What to do after a step: which job next, and how soon. */
export interface NextStep {
  readonly next?: LedgerJob;
  /** Milliseconds; absent: as soon as possible, `cadence`: at the next tick of the checkpoint clock. */
  readonly after?: number | 'cadence';
}

const UNSEALED =
  'Anchors are on the chain, but it does not hand out sealed QBFT headers (debug_getRawHeader): evidence carries no proof of finality.';

/** The steps of the ledger. Each finds its work in the tables, is harmless to repeat, and says what comes next. */
export class LedgerRunner {
  constructor(private readonly modules: RunnerModules) {}

  /** Runs one step. Throws what should be tried again later, after raising the alarm. */
  async run(job: LedgerJob): Promise<NextStep> {
    try {
      return await this[job]();
    } catch (error) {
      await this.alarm(error);
      throw error;
    }
  }

  /**
   * The safety net: does at once what a lost job or a lost notification left behind. Anchoring alone is left to its job, which
   * knows how to back off from a chain that is down.
   */
  async catchUp(): Promise<NextStep> {
    const work = jobsWithWork(await readHeads(this.modules.pool));
    for (const job of work) if (job !== 'anchor') await this.run(job);
    await this.project();
    return work.length > 0 ? { next: 'anchor' } : {};
  }

  private async integrate(): Promise<NextStep> {
    const { pool, suite } = this.modules;
    for (;;) {
      const result = await integrateChunk(pool, suite);
      if (result.leaves === 0 && result.mayHaveMore) return { next: 'integrate', after: 50 };
      if (!result.mayHaveMore) break;
    }
    await this.project();
    const heads = await readHeads(pool);
    return heads.published < heads.integrated ? { next: 'publish', after: 'cadence' } : {};
  }

  /** A projection that fails is tried again with the next tick; the log does not wait for it. */
  private async project(): Promise<void> {
    try {
      await this.modules.project();
    } catch (error) {
      this.modules.log(
        'warn',
        `A projection failed and will be tried again: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  private async publish(): Promise<NextStep> {
    const { pool, suite, origin, logKey, now } = this.modules;
    await publishCheckpoint(pool, { origin, logKey, suite, now: now() });
    await this.allClear('log');
    const heads = await readHeads(pool);
    return heads.anchored < heads.published ? { next: 'anchor' } : {};
  }

  private async anchor(): Promise<NextStep> {
    const { pool } = this.modules;
    const { state, sealed } = await anchorLatest(this.modules.anchor);
    if (state === 'waiting') return { next: 'anchor', after: 250 };
    if (!sealed) await this.raise('LEDGER_FINALITY_UNPROVEN', UNSEALED);
    else await this.allClear('chain');
    const heads = await readHeads(pool);
    return heads.anchored < heads.published ? { next: 'anchor' } : {};
  }

  private async allClear(about: 'log' | 'chain'): Promise<void> {
    const { pool, log } = this.modules;
    if (!(await clearAlarm(pool, about))) return;
    log('info', 'What stood still goes on; the alarm is over.');
    await notifyHeads(pool);
  }

  private async alarm(error: unknown): Promise<void> {
    if (!isSealtrailError(error)) return;
    if (error.code === 'CHAIN_UNREACHABLE') {
      await this.raise('LEDGER_CHAIN_DOWN', `${error.message} Captures go on; anchoring catches up when it is back.`);
    } else {
      await this.raise(error.code, error.message);
    }
  }

  private async raise(code: ErrorCode, sentence: string): Promise<void> {
    const { pool, log } = this.modules;
    try {
      if (!(await raiseAlarm(pool, code, sentence))) return;
      await notifyHeads(pool);
    } catch {
      // a database that is down is alarm enough
    }
    log('warn', `${code}: ${sentence}`);
  }
}

/** Milliseconds from `now` to the next tick of a clock with this cadence: ticks do not follow from when a capture came. */
export function untilNextTick(now: Date, cadenceMs: number): number {
  return cadenceMs - (now.getTime() % cadenceMs);
}
