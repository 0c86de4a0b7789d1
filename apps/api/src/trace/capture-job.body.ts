import type { CaptureJobRecord, CaptureResult } from './capture-result.js';

/** A capture job as EPCIS 2.0 §12.6 shows it, with counts and log indexes beside. */
export function captureJobBody(job: CaptureJobRecord, recorded?: CaptureResult['recorded']): object {
  return {
    captureID: job.id,
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString(),
    running: job.running,
    success: job.success,
    captureErrorBehaviour: job.errorBehaviour,
    errors: job.errors.map((error) => ({
      type: 'epcisException:ValidationException',
      title: error.message,
      ...error,
    })),
    eventCount: job.eventCount,
    accepted: job.accepted,
    duplicates: job.duplicates,
    ...(recorded
      ? {
          events: recorded.map((event) => ({
            event: event.ordinal + 1,
            eventID: event.eventId,
            status: 'RECORDED',
            leafIndex: event.leafIndex.toString(),
            duplicate: event.duplicate,
          })),
        }
      : {}),
  };
}
