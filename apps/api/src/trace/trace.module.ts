import { Module } from '@nestjs/common';
import { PartyModule } from '../party/party.module.js';
import { CaptureDocument } from './capture-document.js';
import { CaptureJobRepository } from './capture-job.repository.js';
import { CaptureJobs } from './capture-jobs.js';
import { CaptureResolver } from './capture.resolver.js';
import { CommitQueue } from './commit-queue.js';
import { EpcisCaptureController } from './epcis-capture.controller.js';
import { EpcisContexts } from './epcis-contexts.js';
import { EpcisEventsController } from './epcis-events.controller.js';
import { EventItemResolver, PartyRefResolver } from './event-parts.resolvers.js';
import { EventResolver } from './event.resolver.js';
import { ItemTrailResolver } from './item-trail.resolver.js';
import { Notary } from './notary.js';
import { TraceReaders } from './trace-readers.js';

export const TRACE_RESOLVERS = [CaptureResolver, EventResolver, EventItemResolver, PartyRefResolver, ItemTrailResolver];

@Module({
  imports: [PartyModule],
  controllers: [EpcisCaptureController, EpcisEventsController],
  providers: [
    CaptureDocument,
    CaptureJobRepository,
    CaptureJobs,
    CommitQueue,
    EpcisContexts,
    Notary,
    TraceReaders,
    ...TRACE_RESOLVERS,
  ],
  exports: [CaptureJobs, TraceReaders],
})
export class TraceModule {}
