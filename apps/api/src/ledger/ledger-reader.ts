import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { readAlarm } from './alarm.repository.js';
import { readCheckpoints, readHeads, readLatestCheckpoint } from './checkpoint.repository.js';
import { type Coverage, readCoverage } from './coverage.repository.js';
import type { LedgerHeads } from './ledger-status.js';
import { CheckpointConnection, Ledger } from './ledger.types.js';
import { LogService } from './log.service.js';
import { toCheckpoint } from './to-ledger-types.js';

/** What anyone signed in may read of the log: heads, checkpoints, and where a leaf stands. Nothing of any event. */
@Injectable()
export class LedgerReader {
  private readonly coverages = new WeakMap<RequestContext, DataLoader<bigint, Coverage, string>>();

  constructor(
    private readonly database: Database,
    private readonly log: LogService,
  ) {}

  heads(): Promise<LedgerHeads> {
    return readHeads(this.database.pool);
  }

  async ledger(): Promise<Ledger> {
    const { pool } = this.database;
    const [heads, latest, alarm] = await Promise.all([readHeads(pool), readLatestCheckpoint(pool), readAlarm(pool)]);
    const [coverage] = latest ? await readCoverage(pool, [latest.size]) : [];
    return Object.assign(new Ledger(), {
      origin: this.log.origin,
      verifierKey: this.log.vkey,
      recordedSize: heads.recorded,
      integratedSize: heads.integrated,
      publishedSize: heads.published,
      anchoredSize: heads.anchored,
      latestCheckpoint: latest && toCheckpoint(latest, coverage),
      alarm: alarm && `${alarm.code}: ${alarm.sentence}`,
    });
  }

  /** Checkpoints, largest first. */
  async checkpoints(first: number, below: bigint | undefined): Promise<CheckpointConnection> {
    const rows = await readCheckpoints(this.database.pool, below, first + 1);
    const page = rows.slice(0, first);
    const coverage = await readCoverage(
      this.database.pool,
      page.map(({ size }) => size),
    );
    const nodes = page.map((row, i) => toCheckpoint(row, coverage[i]));
    return Object.assign(new CheckpointConnection(), {
      nodes,
      pageInfo: { hasNextPage: rows.length > first, endCursor: page.at(-1)?.size },
    });
  }

  /** Checkpoint and anchor that cover a leaf; many leaves of one request are one query. */
  coverage(ctx: RequestContext, leafIndex: bigint): Promise<Coverage> {
    let loader = this.coverages.get(ctx);
    if (!loader) {
      loader = new DataLoader<bigint, Coverage, string>(
        (leaves) =>
          readCoverage(
            this.database.pool,
            leaves.map((leaf) => leaf + 1n),
          ),
        { cacheKeyFn: String, maxBatchSize: 1000 },
      );
      this.coverages.set(ctx, loader);
    }
    return loader.load(leafIndex);
  }
}
