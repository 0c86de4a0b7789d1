import { contextOf } from '@sealtrail/epcis/event-list';
import { indexEvent, type IndexedEvent } from '@sealtrail/epcis/index-event';
import type { PoolClient } from 'pg';
import { lockBackfill, moveBackfill, readOwners } from '../party/backfill.repository.js';
import { parsePayload } from './captured-document.js';
import { partyRoleNumber } from './item-roles.js';

/** Leaves per step: parsed in some tens of milliseconds. */
const STEP = 1_000n;

/**
 * One step of giving events captured earlier to those who registered their GLN later, inside the caller's transaction:
 * adds the missing rows of `event_party` for the next leaves, from the latest down. That order matters to fsck, which
 * walks up and takes it that a GLN once seen with its owner keeps it: at every moment the events above are done.
 * Nothing is ever taken away; ownership of a GLN does not change hands.
 *
 * @returns false when there is nothing (left) to do
 */
export async function backfillParties(client: PoolClient, settleSeconds?: number): Promise<boolean> {
  const requested = await lockBackfill(client, settleSeconds);
  if (requested === undefined) return false;
  const { rows: head } = await client.query<{ next: bigint }>(
    'SELECT next_index AS next FROM log_head WHERE log_id = 1',
  );
  const next = BigInt(head[0]?.next ?? 0n);
  const below = requested < next ? requested : next;
  const from = below > STEP ? below - STEP : 0n;
  const owners = await readOwners(client);
  const { rows } = await client.query<{ batch_id: bigint; pos: number; payload: Buffer }>(
    `SELECT e.batch_id, e.pos, e.payload FROM log_batch b JOIN event e ON e.batch_id = b.batch_id
      WHERE b.log_id = 1 AND b.first_index < $2 AND b.first_index + b.n > $1
        AND b.first_index + e.pos >= $1 AND b.first_index + e.pos < $2`,
    [from, below],
  );
  const parties = rows.flatMap(({ batch_id, pos, payload }) =>
    partiesIn(payload).flatMap(({ role, gln }) => {
      const owner = owners.ownerOf(gln);
      return owner === undefined ? [] : [{ owner, batch_id, pos, role: partyRoleNumber(role) }];
    }),
  );
  if (parties.length > 0) {
    await client.query(
      `INSERT INTO event_party (organisation_id, batch_id, pos, role)
       SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::int[], $4::smallint[]) ON CONFLICT DO NOTHING`,
      [
        parties.map((party) => party.owner),
        parties.map((party) => party.batch_id),
        parties.map((party) => party.pos),
        parties.map((party) => party.role),
      ],
    );
  }
  await moveBackfill(client, from);
  return from > 0n;
}

/** A row that was damaged must not hold up the rest: fsck tells of it. */
function partiesIn(payload: Buffer): IndexedEvent['parties'] {
  try {
    return indexEvent(parsePayload(payload), contextOf(null)).parties;
  } catch {
    return [];
  }
}
