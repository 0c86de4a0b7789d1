import { Injectable } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { requirePermission } from '../platform/access/access.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { PrismaService } from '../platform/database/prisma.service.js';
import { REQUEST_BACKFILL } from './backfill.repository.js';
import { findOrganisation } from './find-organisation.js';
import { PartyDirectory } from './party-directory.js';
import { checkCoordinates, checkCountry, checkGln, checkName } from './party.policy.js';
import { Location, type LocationInput } from './party.types.js';

/** Registers a place under its GLN, or brings a registered one in line with the input. */
@Injectable()
export class RegisterLocation {
  constructor(
    private readonly prisma: PrismaService,
    private readonly directory: PartyDirectory,
  ) {}

  /** @throws SealtrailError FORBIDDEN, PARTY_*, BAD_REQUEST */
  async execute(ctx: RequestContext, input: LocationInput): Promise<Location> {
    requirePermission(ctx, 'party.register');
    const gln = checkGln(input.gln);
    checkCoordinates(input.latitude, input.longitude);
    const { id: organisationId } = await findOrganisation(this.prisma, input.organisation);
    this.directory.forget();
    const owner = (await this.directory.owners()).ownerOf(gln);
    if (owner !== undefined && owner !== organisationId) {
      throw new SealtrailError('PARTY_TAKEN', `The GLN ${gln} belongs to another organisation.`, { gln });
    }
    const columns = {
      name: checkName(input.name),
      city: input.city ?? null,
      country: checkCountry(input.country),
      latitude: input.latitude ?? null,
      longitude: input.longitude ?? null,
      organisationId,
    };
    const row = await this.prisma.client.$transaction(async (tx) => {
      // Events that named it before it belonged to anybody are the owner's too.
      if (owner === undefined) await tx.$executeRawUnsafe(REQUEST_BACKFILL);
      return tx.location.upsert({ where: { gln }, create: { gln, ...columns }, update: columns });
    });
    this.directory.forget();
    return Object.assign(new Location(), row);
  }
}
