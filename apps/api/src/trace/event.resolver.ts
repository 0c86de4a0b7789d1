import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { glnOfUri } from '@sealtrail/gs1/canonical-uri';
import { PartyLoaders } from '../party/party-loaders.js';
import { Location, Organisation } from '../party/party.types.js';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { pageSize } from '../platform/graphql/page-size.js';
import {
  BizTransaction,
  ErrorDeclaration,
  EventConnection,
  EventFilter,
  EventItem,
  EventType,
  ItemRole,
  PartyRef,
  SensorReading,
} from './event.types.js';
import { ITEM_ROLES } from './item-roles.js';
import { indexOf, kindOfItem, rfc3339, toEvent, toEventConnection } from './to-event.js';
import { TraceReaders } from './trace-readers.js';

const ROLE_NAMES = Object.values(ItemRole);

@Resolver(() => EventType)
export class EventResolver {
  constructor(
    private readonly readers: TraceReaders,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => EventType, { nullable: true })
  async event(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<EventType | undefined> {
    const record = await this.readers.readEventForCaller(ctx, id);
    return record && toEvent(record);
  }

  @Query(() => EventConnection)
  async events(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => EventFilter, nullable: true }) filter: EventFilter | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<EventConnection> {
    return toEventConnection(await this.readers.for(ctx).events(filter ?? {}, { first: pageSize(first, 200), after }));
  }

  @ResolveField(() => [EventItem])
  items(
    @Parent() { record }: EventType,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 100 }) first: number,
  ): EventItem[] {
    return indexOf(record)
      .items.slice(0, pageSize(first, 1_000))
      .map((item) =>
        Object.assign(new EventItem(), item, {
          role: ROLE_NAMES[ITEM_ROLES.indexOf(item.role)],
          kind: kindOfItem(item.item),
        }),
      );
  }

  @ResolveField(() => [PartyRef])
  sources(@Parent() { record }: EventType): PartyRef[] {
    return indexOf(record).sources.map(toPartyRef);
  }

  @ResolveField(() => [PartyRef])
  destinations(@Parent() { record }: EventType): PartyRef[] {
    return indexOf(record).destinations.map(toPartyRef);
  }

  @ResolveField(() => [BizTransaction])
  bizTransactions(@Parent() { record }: EventType): BizTransaction[] {
    return [...indexOf(record).bizTransactions];
  }

  @ResolveField(() => [SensorReading])
  sensorSummary(@Parent() { record }: EventType): SensorReading[] {
    return indexOf(record).sensor.map((reading) => ({ ...reading, time: rfc3339(reading.time) }));
  }

  @ResolveField(() => ErrorDeclaration, {
    nullable: true,
    description: 'Reason of the error declaration, when the event declares an earlier one wrong.',
  })
  errorDeclaration(@Parent() { record }: EventType): ErrorDeclaration | undefined {
    const declared = indexOf(record).errorDeclaration;
    return (
      declared && {
        ...declared,
        declarationTime: rfc3339(declared.declarationTime) ?? '',
        correctiveEventIDs: [...declared.correctiveEventIDs],
      }
    );
  }

  @ResolveField(() => Location, { nullable: true })
  readPointLocation(@Ctx() ctx: RequestContext, @Parent() { record }: EventType): Promise<Location | undefined> {
    return this.locationOf(ctx, record.readPoint);
  }

  @ResolveField(() => Location, { nullable: true })
  bizLocationLocation(@Ctx() ctx: RequestContext, @Parent() { record }: EventType): Promise<Location | undefined> {
    return this.locationOf(ctx, record.bizLocation);
  }

  @ResolveField(() => Organisation)
  capturedBy(@Ctx() ctx: RequestContext, @Parent() { record }: EventType): Promise<Organisation | undefined> {
    return this.loaders.organisation(ctx, record.organisationId);
  }

  @ResolveField(() => String, { description: 'The event exactly as captured.' })
  captured(@Parent() { record }: EventType): string {
    return record.payload.toString('utf8');
  }

  private async locationOf(ctx: RequestContext, uri: string | null): Promise<Location | undefined> {
    const gln = uri === null ? undefined : glnOfUri(uri);
    return gln === undefined ? undefined : this.loaders.location(ctx, gln);
  }
}

function toPartyRef({ type, id }: { readonly type?: string; readonly id: string }): PartyRef {
  return Object.assign(new PartyRef(), { type: type ?? '', id });
}
