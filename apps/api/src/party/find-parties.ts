import { Injectable } from '@nestjs/common';
import { may } from '../platform/access/access.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { PrismaService } from '../platform/database/prisma.service.js';

export interface FoundParties {
  readonly organisations: readonly { slug: string; name: string; country: string | null }[];
  readonly locations: readonly { gln: string; name: string; city: string | null; country: string | null }[];
  readonly products: readonly { gtin: string; name: string; organisation: { name: string } }[];
}

const NOTHING: FoundParties = { organisations: [], locations: [], products: [] };

/** Registered organisations, places and products by key or by a part of their name. */
@Injectable()
export class FindParties {
  constructor(private readonly prisma: PrismaService) {}

  async byText(ctx: RequestContext, text: string, take: number): Promise<FoundParties> {
    if (!may(ctx, 'organisation.read') || text.length < 2 || text.includes('\u0000')) return NOTHING;
    const { client } = this.prisma;
    const name = { contains: text, mode: 'insensitive' } as const;
    const [organisations, locations, products] = await Promise.all([
      client.organisation.findMany({
        where: { OR: [{ name }, { slug: text.toLowerCase() }] },
        orderBy: { name: 'asc' },
        take,
      }),
      client.location.findMany({ where: { OR: [{ name }, { city: name }] }, orderBy: { name: 'asc' }, take }),
      client.product.findMany({
        where: { name },
        orderBy: { name: 'asc' },
        take,
        include: { organisation: { select: { name: true } } },
      }),
    ]);
    return { organisations, locations, products };
  }

  async byGln(ctx: RequestContext, gln: string): Promise<FoundParties> {
    if (!may(ctx, 'organisation.read')) return NOTHING;
    return { ...NOTHING, locations: await this.prisma.client.location.findMany({ where: { gln } }) };
  }

  async byGtin(ctx: RequestContext, gtin: string): Promise<FoundParties> {
    if (!may(ctx, 'organisation.read')) return NOTHING;
    const products = await this.prisma.client.product.findMany({
      where: { gtin },
      include: { organisation: { select: { name: true } } },
    });
    return { ...NOTHING, products };
  }
}
