import { Injectable } from '@nestjs/common';
import { requirePermission } from '../platform/access/access.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { PrismaService } from '../platform/database/prisma.service.js';
import { decodeCursor, encodeCursor } from '../platform/graphql/cursor.js';
import { toOrganisation } from './party-loaders.js';
import type { OrganisationConnection } from './party.types.js';

/** Registered organisations by short name. */
@Injectable()
export class ListOrganisations {
  constructor(private readonly prisma: PrismaService) {}

  async execute(ctx: RequestContext, first: number, after: string | null | undefined): Promise<OrganisationConnection> {
    requirePermission(ctx, 'organisation.read');
    const rows = await this.prisma.client.organisation.findMany({
      where: after == null ? {} : { slug: { gt: decodeCursor(after, [/^[a-z0-9-]{1,63}$/])[0] as string } },
      orderBy: { slug: 'asc' },
      take: first + 1,
      include: { prefixes: { orderBy: { prefix: 'asc' } } },
    });
    const nodes = rows.slice(0, first).map(toOrganisation);
    const last = nodes.at(-1);
    return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor: last && encodeCursor([last.slug]) } };
  }
}
