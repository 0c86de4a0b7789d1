import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { RequestContext } from '../platform/context/request-context.js';
import { Database } from '../platform/database/database.js';
import type { EventRecord } from './event-record.js';
import { TraceReader } from './trace-reader.js';

/** Makes the one kind of object through which events are read, on every transport. */
@Injectable()
export class TraceReaders {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  for(ctx: RequestContext): TraceReader {
    return new TraceReader(ctx, this.database, this.audit);
  }

  /** For other contexts: an event the caller may see, or undefined, which says nothing about whether it exists. */
  readEventForCaller(ctx: RequestContext, eventId: string): Promise<EventRecord | undefined> {
    return this.for(ctx).event(eventId);
  }
}
