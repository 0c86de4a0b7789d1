import type { Queryable } from '../platform/database/database.js';
import type { EventRecord } from './event-record.js';

/** True when the event lies upstream of something that later passed through the organisation, and its capturer shares. */
export async function isInSharedTrail(_database: Queryable, _organisationId: string, _event: EventRecord): Promise<boolean> {
  return false;
}
