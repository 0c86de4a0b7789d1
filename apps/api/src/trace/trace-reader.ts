import { AuditTrail } from '../audit/audit-trail.js';
import { reachOf, type Reach } from '../platform/access/access.js';
import type { RequestContext } from '../platform/context/request-context.js';
import type { Queryable } from '../platform/database/database.js';
import { decodeCursor, encodeCursor, INTEGER } from '../platform/graphql/cursor.js';
import { filterConditions, itemKey, type EventFilterValues } from './event-filter.js';
import { EVENT_FROM, EVENT_RECORD, type EventRecord } from './event-record.js';
import { findItemsByTail } from './find-item-tails.js';
import { findItems, findItemsByPrefix } from './find-items.js';
import { readTrail } from './read-trail.js';
import { isInSharedTrail } from './shared-trail.js';
import type { TrailView } from './trail-view.js';
import type { TrailStep } from './trail-walk.js';
import { Parameters, takesPart } from './visible-events.js';

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | undefined;
}

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null;
}

const EVENT_CURSOR = [INTEGER, INTEGER, INTEGER];
/** How many events of one id are looked through for one the caller may see. */
const SAME_ID_LIMIT = 50;
const MAX_TRAIL_LOOKUPS = 3;

/**
 * Everything a caller may read of events, bound to that caller: there is no way to the tables that forgets who asks.
 * Missing and forbidden are the same answer. Each read is audited before it returns.
 */
export class TraceReader {
  readonly reach: Reach;

  constructor(
    private readonly ctx: RequestContext,
    private readonly database: Queryable,
    private readonly audit: AuditTrail,
  ) {
    this.reach = reachOf(ctx, 'event');
  }

  /**
   * One event by its id. Ids are chosen by those who capture, so several events may share one (an event and its error
   * declaration do): the caller's own come first, then plain events, then the latest.
   */
  async event(eventId: string): Promise<EventRecord | undefined> {
    const found = this.reach.kind === 'none' ? undefined : await this.findEvent(eventId);
    await this.audit.record(this.ctx, {
      action: 'event.read',
      target: eventId,
      outcome: found ? 'permit' : 'deny',
      returned: found ? 1 : 0,
    });
    return found;
  }

  /** Events in which the caller takes part, latest event time first. */
  async events(filter: EventFilterValues, page: PageRequest): Promise<Page<EventRecord>> {
    const parameters = new Parameters();
    const conditions = [takesPart(this.reach, parameters), ...filterConditions(filter, parameters)];
    if (page.after != null) {
      const [time, batch, pos] = decodeCursor(page.after, EVENT_CURSOR) as [string, string, string];
      const place = [new Date(Number(time)), batch, Number(pos)].map((value) => parameters.add(value));
      conditions.push(
        `(e.event_time, e.batch_id, e.pos) < (${place[0]}::timestamptz, ${place[1]}::bigint, ${place[2]}::int)`,
      );
    }
    const { rows } = await this.database.query<EventRecord>(
      `SELECT ${EVENT_RECORD} FROM ${EVENT_FROM} WHERE ${conditions.join(' AND ')}
        ORDER BY e.event_time DESC, e.batch_id DESC, e.pos DESC LIMIT ${parameters.add(page.first + 1)}`,
      parameters.values,
    );
    const target = JSON.stringify(filter);
    return this.release(rows, page.first, 'event.list', target, (event) =>
      encodeCursor([event.eventTime.getTime(), event.batchId, event.pos]),
    );
  }

  /** Events a capture job answered with, duplicates included, in document order. */
  async jobEvents(jobId: string, page: PageRequest): Promise<Page<EventRecord>> {
    const parameters = new Parameters();
    const visible = takesPart(this.reach, parameters);
    const job = parameters.add(jobId);
    const after = parameters.add(page.after == null ? -1 : Number(decodeCursor(page.after, [INTEGER])[0]));
    const { rows } = await this.database.query<EventRecord & { ordinal: number }>(
      `SELECT j.ordinal, ${EVENT_RECORD} FROM capture_job_event j JOIN (${EVENT_FROM}) ON e.batch_id = j.batch_id AND e.pos = j.pos
        WHERE j.job_id = ${job}::uuid AND j.ordinal > ${after}::int AND ${visible} ORDER BY j.ordinal LIMIT ${parameters.add(page.first + 1)}`,
      parameters.values,
    );
    return this.release(rows, page.first, 'capture-job.events', jobId, (event) => encodeCursor([event.ordinal]));
  }

  /** The trail of an item, named in any form; undefined when the caller may see nothing of it or there is nothing. */
  async trail(name: string): Promise<TrailView | undefined> {
    const view = await readTrail(this.database, this.reach, itemKey(name));
    await this.audit.record(this.ctx, {
      action: 'item.read',
      target: name,
      outcome: view ? 'permit' : 'deny',
      returned: view?.steps.length ?? 0,
    });
    return view;
  }

  /** Events of some steps of a trail that this reader gave out. */
  async trailEvents(view: TrailView, steps: readonly TrailStep[]): Promise<Map<string, EventRecord>> {
    const records = await view.records(steps);
    await this.audit.record(this.ctx, {
      action: 'item.events',
      target: view.item,
      outcome: 'permit',
      returned: records.size,
    });
    return records;
  }

  /** Which of some items the caller may see: by exact name, and by the beginning of it. */
  async findItems(
    names: { readonly exact: readonly string[]; readonly prefixes: readonly string[] },
    limit: number,
  ): Promise<string[]> {
    if (this.reach.kind === 'none') return [];
    const found = await findItems(this.database, this.reach, names.exact, limit);
    for (const prefix of names.prefixes)
      found.push(...(await findItemsByPrefix(this.database, this.reach, prefix, limit)));
    // Seen only because of what was later packed or made of it: ask for the trail itself, which knows.
    for (const item of names.exact.slice(0, MAX_TRAIL_LOOKUPS)) {
      if (!found.includes(item) && (await readTrail(this.database, this.reach, item))) found.push(item);
    }
    const items = [...new Set(found)].slice(0, limit);
    await this.audit.record(this.ctx, {
      action: 'item.search',
      target: JSON.stringify(names).slice(0, 500),
      outcome: 'permit',
      returned: items.length,
    });
    return items;
  }

  /** Which items that end with a typed text (a lot, a serial, the last characters) the caller may see, likeliest first. */
  async findItemsByTail(text: string, limit: number): Promise<string[]> {
    if (this.reach.kind === 'none') return [];
    const candidates = await findItemsByTail(this.database, text);
    const seen = new Set(await this.findItems({ exact: candidates, prefixes: [] }, candidates.length));
    return candidates.filter((item) => seen.has(item)).slice(0, limit);
  }

  /** Ids of visible events with this CBV hash (64 hex digits). */
  async eventIdsByHash(hex: string): Promise<string[]> {
    const parameters = new Parameters();
    const visible = takesPart(this.reach, parameters);
    const { rows } = await this.database.query<{ id: string }>(
      `SELECT DISTINCT e.event_id AS id FROM event e WHERE e.cbv_hash = ${parameters.add(Buffer.from(hex, 'hex'))} AND ${visible} LIMIT ${SAME_ID_LIMIT}`,
      parameters.values,
    );
    return rows.map((row) => row.id);
  }

  private async findEvent(eventId: string): Promise<EventRecord | undefined> {
    const parameters = new Parameters();
    const own = takesPart(this.reach, parameters);
    const { rows } = await this.database.query<EventRecord & { own: boolean }>(
      `SELECT ${own} AS own, ${EVENT_RECORD} FROM ${EVENT_FROM} WHERE e.event_id = ${parameters.add(eventId)}
        ORDER BY own DESC, e.error_declaration, e.batch_id DESC, e.pos DESC LIMIT ${SAME_ID_LIMIT}`,
      parameters.values,
    );
    for (const row of rows) {
      if (row.own) return row;
      if (this.reach.kind === 'organisation' && (await isInSharedTrail(this.database, this.reach.id, row))) return row;
    }
    return undefined;
  }

  private async release<T extends EventRecord>(
    rows: readonly T[],
    first: number,
    action: string,
    target: string,
    cursor: (row: T) => string,
  ): Promise<Page<T>> {
    const nodes = rows.slice(0, first);
    await this.audit.record(this.ctx, { action, target, outcome: 'permit', returned: nodes.length });
    const last = nodes.at(-1);
    return { nodes, hasNextPage: rows.length > first, endCursor: last ? cursor(last) : undefined };
  }
}
