import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

export const EPCIS_VERSION = '2.0.0';
export const CBV_VERSION = '2.0.0';
const OFFERED = ['*/*', 'application/*', 'application/json', 'application/ld+json', 'application/problem+json'];

/** What every EPCIS answer carries (EPCIS 2.0 §12.4), and the check that the client can read what we write. */
@Injectable()
export class EpcisHeaders implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    http.getResponse<FastifyReply>().header('GS1-EPCIS-Version', EPCIS_VERSION).header('GS1-CBV-Version', CBV_VERSION);
    requireReadable(http.getRequest<FastifyRequest>().headers.accept);
    return next.handle();
  }
}

function requireReadable(accept: string | undefined): void {
  if (accept === undefined || accept.trim() === '') return;
  const ranges = accept.split(',').map((range) => range.split(';')[0]?.trim().toLowerCase() ?? '');
  if (ranges.some((range) => OFFERED.includes(range))) return;
  throw new SealtrailError('NOT_ACCEPTABLE', 'Only application/json and application/ld+json are offered here.', {
    offered: OFFERED,
  });
}
