import { Injectable } from '@nestjs/common';
import { validateEpcisDocument } from '@sealtrail/epcis/validate-document';
import type { EpcisIssue } from '@sealtrail/epcis/validation-report';
import type { ErrorCode } from '@sealtrail/errors/catalogue';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { randomUUID } from 'node:crypto';
import { PartyDirectory } from '../party/party-directory.js';
import { requireOrganisation, requirePermission } from '../platform/access/access.js';
import type { CallerOrganisation, RequestContext } from '../platform/context/request-context.js';
import type { IssueDetail } from '../platform/errors/problem.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { CaptureJobRepository } from './capture-job.repository.js';
import type { CaptureJobRecord, CaptureResult } from './capture-result.js';
import { readDocument } from './captured-document.js';
import { CommitQueue } from './commit-queue.js';
import { Notary } from './notary.js';
import { prepareDocument } from './prepare-document.js';
import type { ErrorBehaviour } from './prepared.js';

export interface CaptureInput {
  readonly bytes: Uint8Array;
  readonly behaviour: ErrorBehaviour;
  /** The bytes are one bare event instead of a document. */
  readonly bare?: boolean;
}

/** A document with a hundred thousand faults is as well described by its first ones. */
const MAX_ISSUES = 1_000;
/** Codes that name the failure of a whole capture when every fault has the same. */
const SINGLE_CODES: ReadonlySet<string> = new Set<ErrorCode>(['GLN_NOT_YOURS', 'EVENT_ID_CONFLICT']);

/** EPCIS capture: from bytes to RECORDED (design §3). Answers after the durable commit, never after the chain. */
@Injectable()
export class CaptureDocument {
  constructor(
    private readonly queue: CommitQueue,
    private readonly directory: PartyDirectory,
    private readonly notary: Notary,
    private readonly jobs: CaptureJobRepository,
    private readonly metrics: Metrics,
  ) {}

  /**
   * @throws SealtrailError FORBIDDEN, NO_ORGANISATION, OVERLOADED, CAPTURE_TOO_LARGE, JSON_*, BYTES_BAD_UTF8 before
   *   there is a job; CAPTURE_INVALID, GLN_NOT_YOURS, EVENT_ID_CONFLICT with `captureJobId` and `errors` when nothing
   *   was taken
   */
  async execute(ctx: RequestContext, input: CaptureInput): Promise<CaptureResult> {
    requirePermission(ctx, 'event.capture');
    const organisation = requireOrganisation(ctx);
    const done = this.queue.admit(input.bytes.length);
    try {
      return await this.take(ctx, organisation, input);
    } finally {
      done();
    }
  }

  private async take(
    ctx: RequestContext,
    organisation: CallerOrganisation,
    input: CaptureInput,
  ): Promise<CaptureResult> {
    const stop = this.metrics.captureSeconds.startTimer();
    const recordedAt = Date.now();
    const document = readDocument(input.bytes, input.bare ?? false);
    const report = validateEpcisDocument(document.value, { nowMs: recordedAt });
    const jobId = randomUUID();
    const job: CaptureJobRecord = {
      id: jobId,
      organisationId: organisation.id,
      createdBy: ctx.caller.username,
      createdAt: new Date(recordedAt),
      finishedAt: new Date(recordedAt),
      running: false,
      success: false,
      errorBehaviour: input.behaviour,
      eventCount: document.events.length,
      accepted: 0,
      duplicates: 0,
      errors: [],
    };
    // A fault of the document itself leaves no ground to stand on for its events, whatever the behaviour.
    if (report.documentErrors.length > 0) {
      return this.refuse(
        job,
        [...report.documentErrors, ...report.events.flatMap((event) => event.errors)].map(toIssue),
      );
    }
    const prepared = await prepareDocument({
      document,
      organisation,
      owners: await this.directory.owners(),
      notary: this.notary,
      jobId,
      createdBy: ctx.caller.username,
      recordedAt,
      behaviour: input.behaviour,
      issuesOf: (ordinal) => (report.events[ordinal]?.errors ?? []).map(toIssue),
    });
    const hopeless = prepared.issues.length > 0 && (input.behaviour === 'rollback' || prepared.events.length === 0);
    if (hopeless) return this.refuse(job, prepared.issues);
    const outcome = await this.queue.submit({ ...prepared, issues: prepared.issues.slice(0, MAX_ISSUES) });
    if (outcome.issues.length > 0 && outcome.recorded.length === 0) return this.refuse(job, outcome.issues);
    stop();
    const duplicates = outcome.recorded.filter((event) => event.duplicate).length;
    const accepted = outcome.recorded.length - duplicates;
    const success = outcome.issues.length === 0;
    this.metrics.jobs.inc({ success: String(success) });
    this.metrics.events.inc({ outcome: 'recorded' }, accepted);
    this.metrics.events.inc({ outcome: 'duplicate' }, duplicates);
    this.metrics.events.inc({ outcome: 'refused' }, document.events.length - outcome.recorded.length);
    return {
      job: { ...job, finishedAt: new Date(outcome.finishedAt), success, accepted, duplicates, errors: outcome.issues },
      recorded: outcome.recorded,
    };
  }

  /** Keeps the job with its faults, so that they can be read again, and tells them. */
  private async refuse(job: CaptureJobRecord, all: readonly IssueDetail[]): Promise<never> {
    const errors = all.slice(0, MAX_ISSUES);
    await this.jobs.insertRefused({ ...job, finishedAt: new Date(), errors });
    this.metrics.jobs.inc({ success: 'false' });
    this.metrics.events.inc({ outcome: 'refused' }, job.eventCount);
    const codes = new Set(all.map((issue) => issue.code));
    const only = codes.size === 1 ? [...codes][0] : undefined;
    const code = only !== undefined && SINGLE_CODES.has(only) ? (only as ErrorCode) : 'CAPTURE_INVALID';
    const first = errors[0];
    const more = all.length > 1 ? ` (and ${all.length - 1} more)` : '';
    const where = first?.event === undefined ? '' : `Event ${first.event}: `;
    throw new SealtrailError(code, `Nothing was captured. ${where}${first?.message ?? ''}${more}`, {
      errors,
      captureJobId: job.id,
      location: `/epcis/v2/capture/${job.id}`,
    });
  }
}

function toIssue(issue: EpcisIssue): IssueDetail {
  return { ...issue };
}
