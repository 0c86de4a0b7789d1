import { Injectable } from '@nestjs/common';
import type { Prisma } from '../generated/prisma/client.js';
import { PrismaService } from '../platform/database/prisma.service.js';
import type { Reach } from '../platform/access/access.js';
import type { IssueDetail } from '../platform/errors/problem.js';
import type { CaptureJobRecord } from './capture-result.js';
import type { ErrorBehaviour } from './prepared.js';

type Row = Prisma.CaptureJobGetPayload<{ omit: { frame: true } }>;

export interface JobPosition {
  readonly createdAt: Date;
  readonly id: string;
}

/** Capture jobs outside the hot path: failed ones are written here, all are read here. */
@Injectable()
export class CaptureJobRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Keeps the faults of a capture of which nothing was taken. */
  async insertRefused(job: CaptureJobRecord): Promise<void> {
    const { errors, ...columns } = job;
    await this.prisma.client.captureJob.create({
      data: { ...columns, errors: errors as unknown as Prisma.InputJsonArray },
    });
  }

  async find(id: string, reach: Reach): Promise<CaptureJobRecord | undefined> {
    const row = await this.prisma.client.captureJob.findFirst({
      where: { id, ...within(reach) },
      omit: { frame: true },
    });
    return row ? toRecord(row) : undefined;
  }

  /** Newest first; `after` is the last job of the page before. */
  async list(reach: Reach, take: number, after?: JobPosition): Promise<CaptureJobRecord[]> {
    const rows = await this.prisma.client.captureJob.findMany({
      where: {
        ...within(reach),
        ...(after
          ? { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { gt: after.id } }] }
          : {}),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take,
      omit: { frame: true },
    });
    return rows.map(toRecord);
  }

  async frame(id: string, reach: Reach): Promise<Uint8Array | undefined> {
    const row = await this.prisma.client.captureJob.findFirst({
      where: { id, ...within(reach) },
      select: { frame: true },
    });
    return row?.frame ?? undefined;
  }
}

function within(reach: Reach): Prisma.CaptureJobWhereInput {
  if (reach.kind === 'all') return {};
  // No job has the nil id: an empty reach finds nothing.
  return { organisationId: reach.kind === 'organisation' ? reach.id : '00000000-0000-0000-0000-000000000000' };
}

function toRecord(row: Row): CaptureJobRecord {
  return {
    ...row,
    errorBehaviour: row.errorBehaviour as ErrorBehaviour,
    errors: row.errors as unknown as IssueDetail[],
  };
}
