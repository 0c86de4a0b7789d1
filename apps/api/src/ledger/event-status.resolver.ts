import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { EventType } from '../trace/event.types.js';
import { LedgerReader } from './ledger-reader.js';
import type { LedgerHeads } from './ledger-status.js';
import { statusOf } from './ledger-status.js';
import { EventStatus } from './ledger.types.js';
import { toAnchor } from './to-ledger-types.js';

/** `Event.status`: the events of a page share one look at the heads and one at what covers them. */
@Resolver(() => EventType)
export class EventStatusResolver {
  private readonly heads = new WeakMap<RequestContext, Promise<LedgerHeads>>();

  constructor(private readonly reader: LedgerReader) {}

  @ResolveField(() => EventStatus)
  async status(@Ctx() ctx: RequestContext, @Parent() { record }: EventType): Promise<EventStatus> {
    const { leafIndex, recordTime: recordedAt } = record;
    const [heads, coverage] = await Promise.all([this.headsOf(ctx), this.reader.coverage(ctx, leafIndex)]);
    const anchor = coverage.anchor && toAnchor(coverage.anchor);
    // read one after the other, the two may differ by a move: what is shown must not contradict itself
    const reached = { ...heads, published: coverage.checkpointSize ?? 0n, anchored: anchor?.size ?? 0n };
    const status = statusOf(leafIndex, {
      ...reached,
      integrated: reached.published > leafIndex ? reached.published : heads.integrated,
    });
    return Object.assign(new EventStatus(), {
      status,
      leafIndex,
      recordedAt,
      checkpointSize: coverage.checkpointSize,
      publishedAt: coverage.publishedAt,
      anchor,
    });
  }

  private headsOf(ctx: RequestContext): Promise<LedgerHeads> {
    const known = this.heads.get(ctx) ?? this.reader.heads();
    this.heads.set(ctx, known);
    return known;
  }
}
