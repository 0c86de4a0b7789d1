import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { PartyLoaders } from './party-loaders.js';
import { Location, Organisation, Product } from './party.types.js';

@Resolver(() => Location)
export class LocationResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { nullable: true })
  organisation(@Ctx() ctx: RequestContext, @Parent() location: Location): Promise<Organisation | undefined> {
    return this.loaders.organisation(ctx, location.organisationId);
  }
}

@Resolver(() => Product)
export class ProductResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { nullable: true })
  organisation(@Ctx() ctx: RequestContext, @Parent() product: Product): Promise<Organisation | undefined> {
    return this.loaders.organisation(ctx, product.organisationId);
  }
}
