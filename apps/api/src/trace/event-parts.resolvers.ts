import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { glnOfUri } from '@sealtrail/gs1/canonical-uri';
import { PartyDirectory } from '../party/party-directory.js';
import { PartyLoaders } from '../party/party-loaders.js';
import { Location, Organisation, Product } from '../party/party.types.js';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { EventItem, PartyRef } from './event.types.js';
import { gtinOfItem } from './to-event.js';

@Resolver(() => EventItem)
export class EventItemResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Product, { nullable: true })
  async product(@Ctx() ctx: RequestContext, @Parent() { item }: EventItem): Promise<Product | undefined> {
    const gtin = gtinOfItem(item);
    return gtin === undefined ? undefined : this.loaders.product(ctx, gtin);
  }
}

@Resolver(() => PartyRef)
export class PartyRefResolver {
  constructor(
    private readonly loaders: PartyLoaders,
    private readonly directory: PartyDirectory,
  ) {}

  @ResolveField(() => Location, { nullable: true })
  async location(@Ctx() ctx: RequestContext, @Parent() { id }: PartyRef): Promise<Location | undefined> {
    const gln = glnOfUri(id);
    return gln === undefined ? undefined : this.loaders.location(ctx, gln);
  }

  @ResolveField(() => Organisation, { nullable: true })
  async organisation(@Ctx() ctx: RequestContext, @Parent() { id }: PartyRef): Promise<Organisation | undefined> {
    const gln = glnOfUri(id);
    const owner = gln === undefined ? undefined : (await this.directory.owners()).ownerOf(gln);
    return owner === undefined ? undefined : this.loaders.organisation(ctx, owner);
  }
}
