import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { requireReadable } from '../platform/http/media-types.js';

export const EPCIS_VERSION = '2.0.0';
export const CBV_VERSION = '2.0.0';

/** What every EPCIS answer carries (EPCIS 2.0 §12.3), and the check that the client can read what we write. */
@Injectable()
export class EpcisHeaders implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    http.getResponse<FastifyReply>().header('GS1-EPCIS-Version', EPCIS_VERSION).header('GS1-CBV-Version', CBV_VERSION);
    requireReadable(http.getRequest<FastifyRequest>().headers.accept);
    return next.handle();
  }
}
