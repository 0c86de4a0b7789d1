import { Injectable } from '@nestjs/common';
import { Projector } from '../ledger/projector.js';
import { Database } from '../platform/database/database.js';
import { CONTAINMENT_PROJECTION, projectContainment } from './project-containment.js';
import { ITEM_TAIL_PROJECTION, projectItemTails } from './project-item-tails.js';
import { projectTransformations, TRANSFORMATION_PROJECTION } from './project-transformations.js';
import { nextIndexOf } from './projection-state.js';

/** Leaves per transaction: short enough that a crash repeats little. */
const STEP = 5_000n;

const PROJECTIONS = [
  { name: CONTAINMENT_PROJECTION, project: projectContainment },
  { name: TRANSFORMATION_PROJECTION, project: projectTransformations },
  { name: ITEM_TAIL_PROJECTION, project: projectItemTails },
];

/** Keeps containment, split transformations and the ends of items up with the integrated log. Runs in the worker. */
@Injectable()
export class ContainmentProjection {
  constructor(
    private readonly database: Database,
    projector: Projector,
  ) {
    projector.register(() => this.catchUp());
  }

  async catchUp(): Promise<void> {
    const { rows } = await this.database.query<{ size: bigint }>('SELECT size FROM log_tree WHERE log_id = 1');
    const integrated = rows[0]?.size ?? 0n;
    for (const { name, project } of PROJECTIONS) {
      for (let from = await nextIndexOf(this.database.pool, name); from < integrated;) {
        const to = integrated - from > STEP ? from + STEP : integrated;
        const start = from;
        if (!(await this.database.withTransaction((client) => project(client, start, to)))) break;
        from = to;
      }
    }
  }
}
