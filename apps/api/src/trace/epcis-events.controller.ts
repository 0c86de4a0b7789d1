import { Body, Controller, Get, Param, Post, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { Public } from '../platform/identity/public.decorator.js';
import { CaptureDocument } from './capture-document.js';
import { requireBytes } from './epcis-capture.controller.js';
import { EpcisContexts } from './epcis-contexts.js';
import { EpcisHeaders } from './epcis-headers.js';
import { queryDocument } from './query-document.js';
import { linkNextPage, restPage } from './rest-page.js';
import { TraceReaders } from './trace-readers.js';

const CONTEXT_RELATION = 'http://www.w3.org/ns/json-ld#context';

/** EPCIS 2.0 §12: events one by one, and a page of them. */
@Controller('epcis/v2')
@UseInterceptors(EpcisHeaders)
export class EpcisEventsController {
  constructor(
    private readonly capture: CaptureDocument,
    private readonly readers: TraceReaders,
    private readonly contexts: EpcisContexts,
  ) {}

  @Post('events')
  async create(
    @Ctx() ctx: RequestContext,
    @Body() body: Buffer | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { job, recorded } = await this.capture.execute(ctx, {
      bytes: requireBytes(body),
      behaviour: 'rollback',
      bare: true,
    });
    const event = recorded[0];
    if (!event) throw new Error('A captured event is missing from its own answer.');
    reply.status(201).header('Location', `/epcis/v2/events/${encodeURIComponent(event.eventId)}`);
    return {
      eventID: event.eventId,
      captureID: job.id,
      status: 'RECORDED',
      leafIndex: event.leafIndex.toString(),
      duplicate: event.duplicate,
    };
  }

  @Get('events')
  async list(
    @Ctx() ctx: RequestContext,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const page = restPage(query);
    const { nodes, hasNextPage, endCursor } = await this.readers.for(ctx).events({}, page);
    const contexts = await this.contexts.load(nodes.map((event) => event.contextId));
    linkNextPage(request, reply, page.first, endCursor, hasNextPage);
    reply.type('application/json; charset=utf-8');
    return queryDocument(nodes, [...contexts.values()], new Date());
  }

  @Get('events/:id')
  async read(
    @Ctx() ctx: RequestContext,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const event = await this.readers.readEventForCaller(ctx, id);
    if (!event) throw new SealtrailError('NOT_FOUND', 'No event has this id.', {});
    const contextId = event.contextId.toString('hex');
    const context = (await this.contexts.load([event.contextId])).get(contextId);
    const target = typeof context === 'string' ? context : `/epcis/v2/contexts/${contextId}`;
    reply.header('Link', `<${target}>; rel="${CONTEXT_RELATION}"; type="application/ld+json"`);
    reply.type('application/json; charset=utf-8');
    return event.payload;
  }

  /** Public, as contexts must be for JSON-LD processors; its name is the hash of its content. */
  @Public()
  @Get('contexts/:id')
  async context(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const value = /^[0-9a-f]{64}$/.test(id) ? (await this.contexts.load([Buffer.from(id, 'hex')])).get(id) : undefined;
    if (value === undefined) throw new SealtrailError('NOT_FOUND', 'No context has this id.', {});
    reply.type('application/ld+json').header('Cache-Control', 'public, max-age=31536000, immutable');
    return { '@context': value };
  }
}
