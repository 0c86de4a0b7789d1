import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { PartyLoaders } from '../party/party-loaders.js';
import { Organisation } from '../party/party.types.js';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { pageSize } from '../platform/graphql/page-size.js';
import { IssueDetail, type Problem } from '../platform/graphql/problem.types.js';
import { orProblem } from '../platform/graphql/to-graphql-problem.js';
import { MAX_CAPTURE_BYTES } from '../platform/http/body-parsers.js';
import { CaptureDocument } from './capture-document.js';
import { CaptureJobs } from './capture-jobs.js';
import {
  CapturedEvents,
  CaptureErrorBehaviour,
  CaptureEventsResult,
  CaptureJob,
  CaptureJobConnection,
  toCaptureJob,
} from './capture.types.js';
import { EventConnection } from './event.types.js';
import { toEventConnection } from './to-event.js';
import { TraceReaders } from './trace-readers.js';

const LONE_SURROGATE = /\p{Surrogate}/u;

@Resolver(() => CaptureJob)
export class CaptureResolver {
  constructor(
    private readonly capture: CaptureDocument,
    private readonly jobs: CaptureJobs,
    private readonly readers: TraceReaders,
    private readonly loaders: PartyLoaders,
  ) {}

  @Mutation(() => CaptureEventsResult, {
    description: 'Captures one EPCIS 2.0 JSON-LD document, given as text so that the captured bytes stay as they are.',
  })
  captureEvents(
    @Ctx() ctx: RequestContext,
    @Args('document', { type: () => String }) document: string,
    @Args('errorBehaviour', {
      type: () => CaptureErrorBehaviour,
      nullable: true,
      defaultValue: CaptureErrorBehaviour.ROLLBACK,
    })
    behaviour: CaptureErrorBehaviour,
  ): Promise<CapturedEvents | Problem> {
    return orProblem(async () => {
      const bytes = toBytes(document);
      const { job, recorded } = await this.capture.execute(ctx, {
        bytes,
        behaviour: behaviour === CaptureErrorBehaviour.PROCEED ? 'proceed' : 'rollback',
      });
      return Object.assign(new CapturedEvents(), {
        job: toCaptureJob(job),
        eventIds: recorded.map((event) => event.eventId),
      });
    });
  }

  @Query(() => CaptureJob, { nullable: true })
  async captureJob(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<CaptureJob | undefined> {
    const job = await this.jobs.find(ctx, id);
    return job && toCaptureJob(job);
  }

  @Query(() => CaptureJobConnection)
  async captureJobs(
    @Ctx() ctx: RequestContext,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<CaptureJobConnection> {
    const { nodes, hasNextPage, endCursor } = await this.jobs.list(ctx, { first: pageSize(first, 200), after });
    return { nodes: nodes.map(toCaptureJob), pageInfo: { hasNextPage, endCursor } };
  }

  @ResolveField(() => Organisation)
  organisation(@Ctx() ctx: RequestContext, @Parent() { record }: CaptureJob): Promise<Organisation | undefined> {
    return this.loaders.organisation(ctx, record.organisationId);
  }

  @ResolveField(() => [IssueDetail])
  errors(
    @Parent() { record }: CaptureJob,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 100 }) first: number,
  ): IssueDetail[] {
    return record.errors.slice(0, pageSize(first, 1_000));
  }

  @ResolveField(() => EventConnection)
  async events(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: CaptureJob,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<EventConnection> {
    return toEventConnection(await this.readers.for(ctx).jobEvents(id, { first: pageSize(first, 200), after }));
  }
}

/** @throws SealtrailError JSON_LONE_SURROGATE, CAPTURE_TOO_LARGE */
function toBytes(document: string): Buffer {
  if (LONE_SURROGATE.test(document))
    throw new SealtrailError(
      'JSON_LONE_SURROGATE',
      'The document holds half of a character pair and has no UTF-8 form.',
      {},
    );
  const bytes = Buffer.from(document, 'utf8');
  if (bytes.length <= MAX_CAPTURE_BYTES) return bytes;
  throw new SealtrailError(
    'CAPTURE_TOO_LARGE',
    `The document is larger than ${MAX_CAPTURE_BYTES / 1024 / 1024} MiB: send it as several documents.`,
    {},
  );
}
