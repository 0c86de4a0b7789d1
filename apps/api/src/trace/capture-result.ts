import type { IssueDetail } from '../platform/errors/problem.js';
import type { ErrorBehaviour, RecordedEvent } from './prepared.js';

/** A capture job as it stands after its document was handled. */
export interface CaptureJobRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly running: boolean;
  readonly success: boolean;
  readonly errorBehaviour: ErrorBehaviour;
  readonly eventCount: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly errors: readonly IssueDetail[];
}

export interface CaptureResult {
  readonly job: CaptureJobRecord;
  readonly recorded: readonly RecordedEvent[];
}
