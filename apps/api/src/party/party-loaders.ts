import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context/request-context.js';
import { PrismaService } from '../platform/database/prisma.service.js';
import { Location, Organisation, Product } from './party.types.js';

const withPrefixes = { prefixes: { orderBy: { prefix: 'asc' } } } as const;

interface Loaders {
  readonly organisation: DataLoader<string, Organisation | undefined>;
  readonly location: DataLoader<string, Location | undefined>;
  readonly product: DataLoader<string, Product | undefined>;
}

/** Parties by key, gathered into one query per tick and kept for one request: never longer, never across callers. */
@Injectable()
export class PartyLoaders {
  private readonly byRequest = new WeakMap<RequestContext, Loaders>();

  constructor(private readonly prisma: PrismaService) {}

  organisation(ctx: RequestContext, id: string): Promise<Organisation | undefined> {
    return this.of(ctx).organisation.load(id);
  }

  location(ctx: RequestContext, gln: string): Promise<Location | undefined> {
    return this.of(ctx).location.load(gln);
  }

  product(ctx: RequestContext, gtin: string): Promise<Product | undefined> {
    return this.of(ctx).product.load(gtin);
  }

  private of(ctx: RequestContext): Loaders {
    const known = this.byRequest.get(ctx);
    if (known) return known;
    const { client } = this.prisma;
    const loaders: Loaders = {
      organisation: loader(async (ids) =>
        (await client.organisation.findMany({ where: { id: { in: ids } }, include: withPrefixes })).map((row) => [
          row.id,
          toOrganisation(row),
        ]),
      ),
      location: loader(async (glns) =>
        (await client.location.findMany({ where: { gln: { in: glns } } })).map((row) => [
          row.gln,
          Object.assign(new Location(), row),
        ]),
      ),
      product: loader(async (gtins) =>
        (await client.product.findMany({ where: { gtin: { in: gtins } } })).map((row) => [
          row.gtin,
          Object.assign(new Product(), row),
        ]),
      ),
    };
    this.byRequest.set(ctx, loaders);
    return loaders;
  }
}

/** The API's organisation of a row. */
export function toOrganisation(row: {
  id: string;
  slug: string;
  name: string;
  roles: string[];
  country: string | null;
  prefixes: { prefix: string }[];
}): Organisation {
  const { id, slug, name, roles, country } = row;
  return Object.assign(new Organisation(), {
    id,
    slug,
    name,
    roles,
    country,
    prefixes: row.prefixes.map(({ prefix }) => prefix),
  });
}

function loader<T>(find: (keys: string[]) => Promise<[string, T][]>): DataLoader<string, T | undefined> {
  return new DataLoader(async (keys) => {
    const found = new Map(await find([...keys]));
    return keys.map((key) => found.get(key));
  });
}
