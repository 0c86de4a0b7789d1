import { Injectable } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { requirePermission } from '../platform/access/access.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { PrismaService } from '../platform/database/prisma.service.js';
import { findOrganisation } from './find-organisation.js';
import { checkGtin, checkName } from './party.policy.js';
import { Product, type ProductInput } from './party.types.js';

/** Registers a product under its GTIN, or brings a registered one in line with the input. */
@Injectable()
export class RegisterProduct {
  constructor(private readonly prisma: PrismaService) {}

  /** @throws SealtrailError FORBIDDEN, PARTY_*, BAD_REQUEST */
  async execute(ctx: RequestContext, input: ProductInput): Promise<Product> {
    requirePermission(ctx, 'party.register');
    const gtin = checkGtin(input.gtin);
    const { id: organisationId } = await findOrganisation(this.prisma, input.organisation);
    const { client } = this.prisma;
    const existing = await client.product.findUnique({ where: { gtin } });
    const foreign = await client.organisationPrefix.findMany({
      where: { organisationId: { not: organisationId } },
      select: { prefix: true },
    });
    // The company prefix starts after the indicator digit (GS1 General Specifications §2.1).
    const underForeignPrefix = foreign.some(({ prefix }) => gtin.slice(1).startsWith(prefix));
    if (underForeignPrefix || (existing && existing.organisationId !== organisationId)) {
      throw new SealtrailError('PARTY_TAKEN', `The GTIN ${gtin} belongs to another organisation.`, { gtin });
    }
    const columns = { name: checkName(input.name), organisationId };
    const row = await client.product.upsert({ where: { gtin }, create: { gtin, ...columns }, update: columns });
    return Object.assign(new Product(), row);
  }
}
