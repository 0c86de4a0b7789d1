import type { PoolClient } from 'pg';
import { takeLeafIndexes } from '../ledger/take-leaf-indexes.js';
import { LOG_ID } from '../ledger/log-id.js';
import { BinaryCopy } from '../platform/database/binary-copy.js';
import { bytesLiteral, CopyScript, textLiteral } from '../platform/database/copy-script.js';
import { framePieces } from './captured-document.js';
import { encodeFrame } from './frame.js';
import { itemRoleNumber } from './item-roles.js';
import { keyName, type BatchPlan, type NewEvent, type PlannedDocument } from './plan-batch.js';
import type { PreparedDocument } from './prepared.js';

export const EVENT_COLUMNS =
  'event (batch_id, pos, event_id, organisation_id, capture_job_id, type, action, event_time, event_time_text, event_time_zone_offset, record_time, biz_step, disposition, read_point, biz_location, error_declaration, item_count, cbv_hash, context_id, payload, credential)';

/**
 * Writes a planned batch in one transaction of one round trip: all rows, then the leaf indexes last of all.
 * @returns leaf index of the batch's first event; undefined when it holds nothing new
 */
export async function writeBatch(
  client: PoolClient,
  plan: BatchPlan,
  batchId: bigint,
  finishedAt: number,
): Promise<bigint | undefined> {
  const { newEvents } = plan;
  const taken = plan.documents.filter((planned) => !planned.refused);
  const script = new CopyScript();
  // First, because it is what may fail: nothing else has been done then. Sorted, so that two batches cannot deadlock.
  script.copy('event_identity (organisation_id, key, batch_id, pos)', identities(newEvents, batchId));
  for (const { contextId, contextValue } of contexts(newEvents)) {
    script.statement(
      `INSERT INTO epcis_context (id, value) VALUES (${bytesLiteral(contextId)}, ${textLiteral(contextValue)}) ON CONFLICT DO NOTHING`,
    );
  }
  script
    .copy(EVENT_COLUMNS, events(newEvents, batchId))
    .copy('event_secret (batch_id, pos, secret)', secrets(newEvents, batchId))
    .copy('event_item (item, batch_id, pos, role, ordinal, original, quantity, uom)', items(newEvents, batchId))
    .copy('event_party (organisation_id, batch_id, pos, role)', parties(newEvents, batchId))
    .copy(
      'capture_job (id, organisation_id, created_by, created_at, finished_at, running, success, error_behaviour, event_count, accepted, duplicates, errors, frame)',
      jobs(taken, finishedAt),
    )
    .copy('capture_job_event (job_id, ordinal, batch_id, pos, duplicate)', jobEvents(taken, batchId));
  if (newEvents.length > 0) {
    const entries = newEvents.map(({ event }) => event.entry);
    script.statement(takeLeafIndexes(LOG_ID, batchId, entries));
  }
  const rows = await script.run(client);
  if (newEvents.length === 0) return undefined;
  return BigInt(rows.at(-1)?.[0] as string);
}

/** The JSON-LD contexts of these events, each once, in an order that cannot deadlock. */
function contexts(newEvents: readonly NewEvent[]): PreparedDocument[] {
  const found = new Map<string, PreparedDocument>();
  let last: PreparedDocument | undefined;
  for (const { document } of newEvents) {
    if (document !== last) found.set(Buffer.from(document.contextId).toString('hex'), document);
    last = document;
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, document]) => document);
}

function identities(newEvents: readonly NewEvent[], batchId: bigint): BinaryCopy {
  const rows: { name: string; organisation: string; key: Buffer; pos: number }[] = [];
  for (const { document, event, pos } of newEvents) {
    const organisation = document.organisationId;
    const { content, id } = event.keys;
    rows.push({ name: keyName(organisation, content), organisation, key: content, pos });
    if (id) rows.push({ name: keyName(organisation, id), organisation, key: id, pos });
  }
  rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  const copy = new BinaryCopy(4, rows.length * 80);
  for (const { organisation, key, pos } of rows) copy.row().uuid(organisation).bytes(key).int8(batchId).int4(pos);
  return copy;
}

function events(newEvents: readonly NewEvent[], batchId: bigint): BinaryCopy {
  const copy = new BinaryCopy(21, newEvents.length * 2048);
  for (const { document, event, pos } of newEvents) {
    const { index } = event;
    copy.row().int8(batchId).int4(pos).text(event.eventId).uuid(document.organisationId).uuid(document.jobId);
    copy
      .text(index.type)
      .text(index.action)
      .time(index.eventTimeMs)
      .text(index.eventTime)
      .text(index.eventTimeZoneOffset);
    copy
      .time(document.recordedAt)
      .text(index.bizStep)
      .text(index.disposition)
      .text(index.readPoint)
      .text(index.bizLocation);
    copy
      .bool(index.errorDeclaration !== undefined)
      .int4(index.items.length)
      .bytes(event.cbvHash)
      .bytes(document.contextId);
    copy.bytes(event.payload).bytes(event.credential);
  }
  return copy;
}

function secrets(newEvents: readonly NewEvent[], batchId: bigint): BinaryCopy {
  const copy = new BinaryCopy(3, newEvents.length * 64);
  for (const { event, pos } of newEvents) copy.row().int8(batchId).int4(pos).bytes(event.secret);
  return copy;
}

function items(newEvents: readonly NewEvent[], batchId: bigint): BinaryCopy {
  const copy = new BinaryCopy(8, newEvents.length * 512);
  for (const { event, pos } of newEvents) {
    for (const [ordinal, item] of event.index.items.entries()) {
      copy.row().text(item.item).int8(batchId).int4(pos).int2(itemRoleNumber(item.role)).int4(ordinal);
      copy.text(item.original).float8(item.quantity).text(item.uom);
    }
  }
  return copy;
}

function parties(newEvents: readonly NewEvent[], batchId: bigint): BinaryCopy {
  const copy = new BinaryCopy(4, newEvents.length * 128);
  for (const { event, pos } of newEvents) {
    for (const party of event.parties) copy.row().uuid(party.organisationId).int8(batchId).int4(pos).int2(party.role);
  }
  return copy;
}

function jobs(documents: readonly PlannedDocument[], finishedAt: number): BinaryCopy {
  const copy = new BinaryCopy(13, documents.length * 1024);
  for (const { document, taken, issues } of documents) {
    // A duplicate's bytes may differ from those stored the first time, so they stay in the frame.
    const kept = new Set(taken.filter(({ duplicate }) => !duplicate).map(({ event }) => event.ordinal));
    copy
      .row()
      .uuid(document.jobId)
      .uuid(document.organisationId)
      .text(document.createdBy)
      .time(document.recordedAt)
      .time(finishedAt);
    copy
      .bool(false)
      .bool(issues.length === 0)
      .text(document.behaviour)
      .int4(document.document.events.length);
    copy
      .int4(kept.size)
      .int4(taken.length - kept.size)
      .jsonb(issues)
      .bytes(encodeFrame(framePieces(document.document, kept)));
  }
  return copy;
}

function jobEvents(documents: readonly PlannedDocument[], batchId: bigint): BinaryCopy {
  const copy = new BinaryCopy(5, documents.length * 64);
  for (const { document, taken } of documents) {
    for (const { event, as, duplicate } of taken) {
      copy
        .row()
        .uuid(document.jobId)
        .int4(event.ordinal)
        .int8('batchId' in as ? as.batchId : batchId)
        .int4(as.pos)
        .bool(duplicate);
    }
  }
  return copy;
}
