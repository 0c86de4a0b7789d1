import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { PrismaService } from '../platform/database/prisma.service.js';

/** @throws SealtrailError PARTY_UNKNOWN_ORGANISATION */
export async function findOrganisation(prisma: PrismaService, slug: string): Promise<{ id: string }> {
  const row = await prisma.client.organisation.findUnique({ where: { slug }, select: { id: true } });
  if (row) return row;
  throw new SealtrailError('PARTY_UNKNOWN_ORGANISATION', `No organisation is called ${JSON.stringify(slug)}.`, {
    slug,
  });
}
