import { Args, Int, ID, Query, Resolver, Subscription } from '@nestjs/graphql';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { requirePermission } from '../platform/access/access.js';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { decodeCursor, encodeCursor, INTEGER } from '../platform/graphql/cursor.js';
import { pageSize } from '../platform/graphql/page-size.js';
import { TraceReaders } from '../trace/trace-readers.js';
import { LedgerReader } from './ledger-reader.js';
import { CheckpointConnection, EventStatusChange, Ledger } from './ledger.types.js';
import { StatusFeed } from './status-feed.js';

const MAX_PAGE = 100;
const MAX_EVENTS = 100;

@Resolver(() => Ledger)
export class LedgerResolver {
  constructor(
    private readonly reader: LedgerReader,
    private readonly feed: StatusFeed,
    private readonly readers: TraceReaders,
  ) {}

  @Query(() => Ledger)
  ledger(@Ctx() ctx: RequestContext): Promise<Ledger> {
    requirePermission(ctx, 'ledger.read');
    return this.reader.ledger();
  }

  @Query(() => CheckpointConnection)
  async checkpoints(
    @Ctx() ctx: RequestContext,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
  ): Promise<CheckpointConnection> {
    requirePermission(ctx, 'ledger.read');
    const below = after == null ? undefined : BigInt(decodeCursor(after, [INTEGER])[0]!);
    const page = await this.reader.checkpoints(pageSize(first, MAX_PAGE), below);
    const { endCursor } = page.pageInfo;
    if (endCursor != null) page.pageInfo.endCursor = encodeCursor([endCursor]);
    return page;
  }

  /** Events that the caller may not see are answered like ones that do not exist. */
  @Subscription(() => EventStatusChange, {
    description:
      'Each change of status of the given events (1 to 100), starting with the present one; ends when all are ANCHORED.',
    resolve: (change: EventStatusChange) => change,
  })
  async eventStatus(
    @Ctx() ctx: RequestContext,
    @Args('eventIds', { type: () => [ID] }) eventIds: string[],
  ): Promise<AsyncIterableIterator<EventStatusChange>> {
    const ids = [...new Set(eventIds)];
    if (ids.length < 1 || ids.length > MAX_EVENTS)
      throw new SealtrailError('BAD_REQUEST', `Name 1 to ${MAX_EVENTS} events.`, { found: ids.length });
    const leaves = new Map<string, bigint>();
    for (const id of ids) {
      const event = await this.readers.readEventForCaller(ctx, id);
      if (!event)
        throw new SealtrailError('NOT_FOUND', 'One of these events does not exist, or is not for you.', { id });
      leaves.set(id, event.leafIndex);
    }
    return this.feed.eventStatus(leaves);
  }

  @Subscription(() => Ledger, { name: 'ledger', resolve: (ledger: Ledger) => ledger })
  ledgerChanges(@Ctx() ctx: RequestContext): Promise<AsyncIterableIterator<Ledger>> {
    requirePermission(ctx, 'ledger.read');
    return this.feed.ledger();
  }
}
