import { Injectable } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { AuditTrail } from '../audit/audit-trail.js';
import { reachOf } from '../platform/access/access.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { Database } from '../platform/database/database.js';
import { decodeCursor, encodeCursor, INTEGER, UUID } from '../platform/graphql/cursor.js';
import { CaptureJobRepository } from './capture-job.repository.js';
import type { CaptureJobRecord } from './capture-result.js';
import { rebuildDocument } from './frame.js';
import type { Page, PageRequest } from './trace-reader.js';

/** Reading capture jobs and the documents behind them, within the caller's reach. */
@Injectable()
export class CaptureJobs {
  constructor(
    private readonly jobs: CaptureJobRepository,
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  async find(ctx: RequestContext, id: string): Promise<CaptureJobRecord | undefined> {
    const job = UUID.test(id) ? await this.jobs.find(id, reachOf(ctx, 'capture-job')) : undefined;
    await this.audit.record(ctx, {
      action: 'capture-job.read',
      target: id,
      outcome: job ? 'permit' : 'deny',
      returned: job ? 1 : 0,
    });
    return job;
  }

  async list(ctx: RequestContext, page: PageRequest): Promise<Page<CaptureJobRecord>> {
    const position = page.after == null ? undefined : decodeCursor(page.after, [INTEGER, UUID]);
    const after = position && { createdAt: new Date(Number(position[0])), id: position[1] as string };
    const rows = await this.jobs.list(reachOf(ctx, 'capture-job'), page.first + 1, after);
    const nodes = rows.slice(0, page.first);
    await this.audit.record(ctx, { action: 'capture-job.list', target: '', outcome: 'permit', returned: nodes.length });
    const last = nodes.at(-1);
    return {
      nodes,
      hasNextPage: rows.length > page.first,
      endCursor: last && encodeCursor([last.createdAt.getTime(), last.id]),
    };
  }

  /**
   * The captured document, byte for byte.
   * @throws SealtrailError NOT_FOUND also for jobs out of reach and for those of which nothing was taken
   */
  async document(ctx: RequestContext, id: string): Promise<Uint8Array> {
    const frame = UUID.test(id) ? await this.jobs.frame(id, reachOf(ctx, 'capture-job')) : undefined;
    await this.audit.record(ctx, {
      action: 'capture-job.document',
      target: id,
      outcome: frame ? 'permit' : 'deny',
      returned: frame ? 1 : 0,
    });
    if (!frame) throw new SealtrailError('NOT_FOUND', 'No captured document has this id.', {});
    const { rows } = await this.database.query<{ ordinal: number; payload: Buffer }>(
      `SELECT j.ordinal, e.payload FROM capture_job_event j JOIN event e ON e.batch_id = j.batch_id AND e.pos = j.pos
        WHERE j.job_id = $1 AND NOT j.duplicate`,
      [id],
    );
    const payloads = new Map(rows.map((row) => [row.ordinal, row.payload]));
    return rebuildDocument(frame, (ordinal) => payloads.get(ordinal));
  }
}
