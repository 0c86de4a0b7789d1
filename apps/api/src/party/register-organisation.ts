import { Injectable } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { randomUUID } from 'node:crypto';
import { requirePermission } from '../platform/access/access.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { PrismaService } from '../platform/database/prisma.service.js';
import { REQUEST_BACKFILL } from './backfill.repository.js';
import { PartyDirectory } from './party-directory.js';
import { toOrganisation } from './party-loaders.js';
import { checkCountry, checkName, checkPrefixes, checkRoles, checkSlug } from './party.policy.js';
import type { Organisation, OrganisationInput } from './party.types.js';

/**
 * Registers an organisation, or brings a registered one in line with the input: the same input twice is once. Company
 * prefixes are only ever added.
 */
@Injectable()
export class RegisterOrganisation {
  constructor(
    private readonly prisma: PrismaService,
    private readonly directory: PartyDirectory,
  ) {}

  /** @throws SealtrailError FORBIDDEN, PARTY_*, BAD_REQUEST */
  async execute(ctx: RequestContext, input: OrganisationInput): Promise<Organisation> {
    requirePermission(ctx, 'party.register');
    const slug = checkSlug(input.slug);
    const prefixes = checkPrefixes(input.prefixes);
    const columns = {
      name: checkName(input.name),
      roles: checkRoles(input.roles),
      country: checkCountry(input.country),
      shareUpstream: input.shareUpstream ?? true,
    };
    const row = await this.prisma.client.$transaction(async (tx) => {
      // One registration at a time: two that overlap must not both find the prefix free.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('sealtrail.party'))`;
      const { id } = await tx.organisation.upsert({
        where: { slug },
        create: { id: randomUUID(), slug, ...columns },
        update: columns,
      });
      const others = await tx.organisationPrefix.findMany({
        where: { organisationId: { not: id } },
        select: { prefix: true },
      });
      const taken = prefixes.find((prefix) =>
        others.some((other) => other.prefix.startsWith(prefix) || prefix.startsWith(other.prefix)),
      );
      if (taken !== undefined) {
        throw new SealtrailError(
          'PARTY_PREFIX_TAKEN',
          `The company prefix ${taken} overlaps one of another organisation.`,
          { prefix: taken },
        );
      }
      // None is taken away: events captured under it have their owner written beside them.
      const { count } = await tx.organisationPrefix.createMany({
        data: prefixes.map((prefix) => ({ prefix, organisationId: id })),
        skipDuplicates: true,
      });
      // Events that named it before it belonged to anybody are the owner's too.
      if (count > 0) await tx.$executeRawUnsafe(REQUEST_BACKFILL);
      return tx.organisation.findUniqueOrThrow({
        where: { id },
        include: { prefixes: { orderBy: { prefix: 'asc' } } },
      });
    });
    this.directory.forget();
    return toOrganisation(row);
  }
}
