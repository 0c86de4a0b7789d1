import type { Queryable } from '../platform/database/database.js';
import { LOG_ID } from '../ledger/log-id.js';
import { parsePayload } from './captured-document.js';
import { bodyDigest, idKey } from './identity-keys.js';
import { isCorrection, keyName, type KnownIdentities, type StoredEvent } from './plan-batch.js';
import type { PreparedDocument } from './prepared.js';

interface Row {
  organisation_id: string;
  key: Buffer;
  batch_id: bigint;
  pos: number;
  event_id: string;
  first_index: bigint;
  payload: Buffer | null;
}

/** Looks up which identity keys of these documents are taken, and by what. */
export async function findKnownIdentities(
  client: Queryable,
  documents: readonly PreparedDocument[],
): Promise<KnownIdentities> {
  const wanted = new Map<string, { organisation: string; key: Buffer; body: boolean }>();
  const want = (organisation: string, key: Buffer, body: boolean): void => {
    const name = keyName(organisation, key);
    wanted.set(name, { organisation, key, body: body || (wanted.get(name)?.body ?? false) });
  };
  for (const { organisationId, events } of documents) {
    for (const event of events) {
      want(organisationId, event.keys.content, false);
      if (event.keys.id) want(organisationId, event.keys.id, false);
      if (isCorrection(event)) want(organisationId, idKey(event.eventId), true);
    }
  }
  const all = [...wanted.values()];
  const { rows } = await client.query<Row>(
    `SELECT i.organisation_id, i.key, i.batch_id, i.pos, e.event_id, b.first_index, CASE WHEN k.body THEN e.payload END AS payload
       FROM unnest($1::uuid[], $2::bytea[], $3::boolean[]) AS k(organisation_id, key, body)
       JOIN event_identity i ON i.organisation_id = k.organisation_id AND i.key = k.key
       JOIN event e ON e.batch_id = i.batch_id AND e.pos = i.pos
       JOIN log_batch b ON b.log_id = $4 AND b.batch_id = i.batch_id`,
    [all.map((each) => each.organisation), all.map((each) => each.key), all.map((each) => each.body), LOG_ID],
  );
  return new Map(rows.map((row) => [keyName(row.organisation_id, row.key), stored(row)]));
}

function stored(row: Row): StoredEvent {
  return {
    batchId: row.batch_id,
    pos: row.pos,
    eventId: row.event_id,
    leafIndex: row.first_index + BigInt(row.pos),
    ...(row.payload ? { body: bodyDigest(parsePayload(row.payload)) } : {}),
  };
}
