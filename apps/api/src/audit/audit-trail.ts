import { Injectable, Logger } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { randomUUID } from 'node:crypto';
import type { RequestContext } from '../platform/context/request-context.js';
import { PrismaService } from '../platform/database/prisma.service.js';

export interface ReadRecord {
  /** What was done, such as `event.read`. */
  readonly action: string;
  /** On what: an id, or the filter of a list. */
  readonly target: string;
  readonly outcome: 'permit' | 'deny';
  /** How many objects leave. */
  readonly returned: number;
}

const logger = new Logger('AuditTrail');
const MAX_TARGET = 2_000;

/** Who read what. Await it before data leaves: if the audit cannot be written, nothing is released. */
@Injectable()
export class AuditTrail {
  constructor(private readonly prisma: PrismaService) {}

  /** @throws SealtrailError UNAVAILABLE when the row cannot be written, for whatever reason. */
  async record(ctx: RequestContext, read: ReadRecord): Promise<void> {
    try {
      await this.write(ctx, read);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? error.code : error;
      logger.error(`A read could not be recorded and was withheld: ${String(reason)}`);
      throw new SealtrailError(
        'UNAVAILABLE',
        'This read cannot be recorded just now, so nothing is released: try again shortly.',
        { retryAfter: 2 },
        { cause: error },
      );
    }
  }

  private async write(ctx: RequestContext, read: ReadRecord): Promise<void> {
    await this.prisma.client.readAudit.create({
      data: {
        id: randomUUID(),
        at: new Date(),
        subject: ctx.caller.subject,
        username: ctx.caller.username,
        organisationId: ctx.caller.organisation?.id,
        requestId: ctx.requestId,
        action: read.action,
        target: read.target.slice(0, MAX_TARGET).replaceAll('\u0000', ''),
        outcome: read.outcome,
        returned: read.returned,
      },
    });
  }
}
