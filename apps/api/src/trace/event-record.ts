/** An event as stored, with its place in the log. */
export interface EventRecord {
  readonly batchId: bigint;
  readonly pos: number;
  readonly leafIndex: bigint;
  readonly eventId: string;
  readonly organisationId: string;
  readonly captureJobId: string;
  readonly type: string;
  readonly action: string | null;
  readonly eventTime: Date;
  readonly eventTimeText: string;
  readonly eventTimeZoneOffset: string;
  readonly recordTime: Date;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly readPoint: string | null;
  readonly bizLocation: string | null;
  readonly errorDeclaration: boolean;
  readonly itemCount: number;
  readonly cbvHash: Buffer;
  readonly contextId: Buffer;
  /** The event's bytes exactly as captured. */
  readonly payload: Buffer;
}

/** Columns of an `EventRecord`; `e` is `event`, `b` its `log_batch`. */
export const EVENT_RECORD = `
  e.batch_id AS "batchId", e.pos, b.first_index + e.pos AS "leafIndex", e.event_id AS "eventId",
  e.organisation_id AS "organisationId", e.capture_job_id AS "captureJobId", e.type, e.action,
  e.event_time AS "eventTime", e.event_time_text AS "eventTimeText", e.event_time_zone_offset AS "eventTimeZoneOffset",
  e.record_time AS "recordTime", e.biz_step AS "bizStep", e.disposition, e.read_point AS "readPoint",
  e.biz_location AS "bizLocation", e.error_declaration AS "errorDeclaration", e.item_count AS "itemCount",
  e.cbv_hash AS "cbvHash", e.context_id AS "contextId", e.payload`;

/** An event belongs to the log when its batch does; the one log has id 1. */
export const EVENT_FROM = `event e JOIN log_batch b ON b.log_id = 1 AND b.batch_id = e.batch_id`;
