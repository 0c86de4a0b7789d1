import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Options,
  Param,
  Post,
  Query,
  Req,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx } from '../platform/context/current-request.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { MAX_CAPTURE_BYTES } from '../platform/http/body-parsers.js';
import { Public } from '../platform/identity/public.decorator.js';
import { CaptureDocument } from './capture-document.js';
import { captureJobBody } from './capture-job.body.js';
import { CaptureJobs } from './capture-jobs.js';
import { MAX_EVENTS } from './captured-document.js';
import { EpcisHeaders } from './epcis-headers.js';
import type { ErrorBehaviour } from './prepared.js';
import { linkNextPage, restPage } from './rest-page.js';

/** EPCIS 2.0 §12.6: the capture interface. */
@Controller('epcis/v2/capture')
@UseInterceptors(EpcisHeaders)
export class EpcisCaptureController {
  constructor(
    private readonly capture: CaptureDocument,
    private readonly jobs: CaptureJobs,
  ) {}

  @Post()
  @HttpCode(202)
  async create(
    @Ctx() ctx: RequestContext,
    @Body() body: Buffer | undefined,
    @Headers('gs1-capture-error-behaviour') behaviour: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { job, recorded } = await this.capture.execute(ctx, {
      bytes: requireBytes(body),
      behaviour: parseBehaviour(behaviour),
    });
    reply.header('Location', `/epcis/v2/capture/${job.id}`).header('GS1-Capture-Error-Behaviour', job.errorBehaviour);
    return captureJobBody(job, recorded);
  }

  @Get()
  async list(
    @Ctx() ctx: RequestContext,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object[]> {
    const page = restPage(query);
    const { nodes, hasNextPage, endCursor } = await this.jobs.list(ctx, page);
    linkNextPage(request, reply, page.first, endCursor, hasNextPage);
    return nodes.map((job) => captureJobBody(job));
  }

  @Public()
  @Options()
  @HttpCode(204)
  discover(@Res({ passthrough: true }) reply: FastifyReply): void {
    reply.header('Allow', 'OPTIONS, GET, POST');
    reply
      .header('GS1-EPCIS-Min', '2.0.0')
      .header('GS1-EPCIS-Max', '2.0.0')
      .header('GS1-CBV-Min', '2.0.0')
      .header('GS1-CBV-Max', '2.0.0');
    reply
      .header('GS1-EPCIS-Capture-Limit', String(MAX_EVENTS))
      .header('GS1-EPCIS-Capture-File-Size-Limit', String(MAX_CAPTURE_BYTES));
    reply.header('GS1-Capture-Error-Behaviour', 'rollback');
  }

  @Get(':id')
  async read(@Ctx() ctx: RequestContext, @Param('id') id: string): Promise<object> {
    const job = await this.jobs.find(ctx, id);
    if (!job) throw new SealtrailError('NOT_FOUND', 'No capture job has this id.', {});
    return captureJobBody(job);
  }

  @Get(':id/document')
  async document(
    @Ctx() ctx: RequestContext,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const bytes = await this.jobs.document(ctx, id);
    reply.type('application/ld+json');
    return Buffer.from(bytes);
  }
}

/** @throws SealtrailError BAD_REQUEST when the request has no body */
export function requireBytes(body: unknown): Uint8Array {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new SealtrailError(
    'BAD_REQUEST',
    'The request has no body: send an EPCIS 2.0 document as application/json or application/ld+json.',
    {},
  );
}

function parseBehaviour(header: string | undefined): ErrorBehaviour {
  const value = (header ?? 'rollback').trim().toLowerCase();
  if (value === 'rollback' || value === 'proceed') return value;
  throw new SealtrailError('BAD_REQUEST', 'GS1-Capture-Error-Behaviour is "rollback" or "proceed".', {
    header: 'GS1-Capture-Error-Behaviour',
  });
}
