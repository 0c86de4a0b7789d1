import { Injectable } from '@nestjs/common';
import { Projector } from '../ledger/projector.js';
import { Database } from '../platform/database/database.js';
import { nextContainmentIndex, projectContainment } from './project-containment.js';

/** Leaves per transaction: short enough that a crash repeats little. */
const STEP = 5_000n;

/** Keeps containment up with the integrated log. Runs in the worker. */
@Injectable()
export class ContainmentProjection {
  constructor(
    private readonly database: Database,
    projector: Projector,
  ) {
    projector.register(() => this.catchUp());
  }

  async catchUp(): Promise<void> {
    for (;;) {
      const { rows } = await this.database.query<{ size: bigint }>('SELECT size FROM log_tree WHERE log_id = 1');
      const integrated = rows[0]?.size ?? 0n;
      const from = await nextContainmentIndex(this.database.pool);
      if (from >= integrated) return;
      const to = integrated - from > STEP ? from + STEP : integrated;
      const moved = await this.database.withTransaction((client) => projectContainment(client, from, to));
      if (!moved) return;
    }
  }
}
