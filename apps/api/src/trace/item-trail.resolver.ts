import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { glnOfUri } from '@sealtrail/gs1/canonical-uri';
import { parseIdentifier, type Gs1Identifier } from '@sealtrail/gs1/identifier';
import { PartyLoaders } from '../party/party-loaders.js';
import { Location, Product } from '../party/party.types.js';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { decodeCursor, encodeCursor, INTEGER } from '../platform/graphql/cursor.js';
import { pageSize } from '../platform/graphql/page-size.js';
import { gtinOfItem, kindOfItem, toEvent } from './to-event.js';
import { TraceReaders } from './trace-readers.js';
import { keyOf } from './trail-view.js';
import { ContentConnection, ItemTrail, TrailConnection, TrailLink } from './trail.types.js';

@Resolver(() => ItemTrail)
export class ItemTrailResolver {
  constructor(
    private readonly readers: TraceReaders,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => ItemTrail, { nullable: true })
  async item(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => String }) id: string,
  ): Promise<ItemTrail | undefined> {
    const view = await this.readers.for(ctx).trail(id);
    if (!view) return undefined;
    const { kind, gtin, serial, lot, sscc } = identify(view.item);
    return Object.assign(new ItemTrail(), { view, id: view.item, original: id, kind, gtin, serial, lot, sscc });
  }

  @ResolveField(() => Product, { nullable: true })
  async product(@Ctx() ctx: RequestContext, @Parent() { gtin }: ItemTrail): Promise<Product | undefined> {
    return gtin == null ? undefined : this.loaders.product(ctx, gtin);
  }

  @ResolveField(() => TrailConnection)
  async entries(
    @Ctx() ctx: RequestContext,
    @Parent() { view }: ItemTrail,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<TrailConnection> {
    const { slice, pageInfo } = page(view.steps, pageSize(first, 200), after);
    const records = await this.readers.for(ctx).trailEvents(view, slice);
    const nodes = slice.flatMap((step) => {
      const record = records.get(keyOf(step));
      return record ? [{ event: toEvent(record), link: TrailLink[step.link], via: step.via }] : [];
    });
    return { nodes, totalCount: view.steps.length, complete: view.complete, pageInfo };
  }

  @ResolveField(() => [String], { description: 'What the item is in now, outermost last.' })
  containers(@Parent() { view }: ItemTrail): Promise<string[]> {
    return view.containers();
  }

  @ResolveField(() => ContentConnection, { description: 'What is inside it now.' })
  async contents(
    @Parent() { view }: ItemTrail,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ContentConnection> {
    const all = await view.contents();
    const { slice, pageInfo } = page(all, pageSize(first, 1_000), after);
    return { nodes: [...slice], totalCount: all.length, pageInfo };
  }

  @ResolveField(() => [String])
  async madeFrom(
    @Parent() { view }: ItemTrail,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number,
  ): Promise<string[]> {
    return (await view.madeFrom()).slice(0, pageSize(first, 1_000));
  }

  @ResolveField(() => [String])
  async madeInto(
    @Parent() { view }: ItemTrail,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number,
  ): Promise<string[]> {
    return (await view.madeInto()).slice(0, pageSize(first, 1_000));
  }

  @ResolveField(() => String, { nullable: true })
  async lastDisposition(@Parent() { view }: ItemTrail): Promise<string | undefined> {
    return (await view.latest()).disposition;
  }

  @ResolveField(() => Location, { nullable: true })
  async lastLocation(@Ctx() ctx: RequestContext, @Parent() { view }: ItemTrail): Promise<Location | undefined> {
    const { place } = await view.latest();
    const gln = place === undefined ? undefined : glnOfUri(place);
    return gln === undefined ? undefined : this.loaders.location(ctx, gln);
  }
}

function identify(item: string): Omit<Partial<Gs1Identifier>, 'kind'> & { kind: string } {
  try {
    return parseIdentifier(item);
  } catch {
    // Captured with a wrong check digit: still the key it looks like.
    return { kind: kindOfItem(item), gtin: gtinOfItem(item) };
  }
}

/** A page by position: the list is complete and in memory, and grows only at its end. */
function page<T>(
  all: readonly T[],
  first: number,
  after: string | null,
): { slice: readonly T[]; pageInfo: { hasNextPage: boolean; endCursor: string | undefined } } {
  const start = after == null ? 0 : Number(decodeCursor(after, [INTEGER])[0]);
  const slice = all.slice(start, start + first);
  const end = start + slice.length;
  return {
    slice,
    pageInfo: { hasNextPage: end < all.length, endCursor: slice.length > 0 ? encodeCursor([end]) : undefined },
  };
}
