import type { PoolClient } from 'pg';
import { GlnOwners } from './gln-owners.js';

/**
 * A registration may take effect in a process that captures only after its snapshot has run out, and its last batch may
 * still be on the way: events recorded until then are looked at too.
 */
const SETTLE_SECONDS = 10;
/** Above every leaf index. */
const TOP = 9_223_372_036_854_775_807n;

/** Asks for it, in the transaction that registers: owners have been added. A scan under way begins anew. */
export const REQUEST_BACKFILL = `INSERT INTO party_backfill (id, below, requested_at) VALUES (1, ${TOP}, now())
  ON CONFLICT (id) DO UPDATE SET below = EXCLUDED.below, requested_at = EXCLUDED.requested_at`;

/** The leaf index below which owners are still to be filled in; undefined when there is nothing to do, or another does it. */
export async function lockBackfill(
  client: Pick<PoolClient, 'query'>,
  settleSeconds = SETTLE_SECONDS,
): Promise<bigint | undefined> {
  const { rows } = await client.query<{ below: bigint }>(
    'SELECT below FROM party_backfill WHERE requested_at <= now() - make_interval(secs => $1) FOR UPDATE SKIP LOCKED',
    [settleSeconds],
  );
  return rows[0] && BigInt(rows[0].below);
}

/** Notes how far the scan came down; at 0 it is over. Within the transaction that holds the lock. */
export async function moveBackfill(client: Pick<PoolClient, 'query'>, below: bigint): Promise<void> {
  if (below <= 0n) await client.query('DELETE FROM party_backfill');
  else await client.query('UPDATE party_backfill SET below = $1', [below]);
}

/** Who owns which GLN, as the tables say now. */
export async function readOwners(client: Pick<PoolClient, 'query'>): Promise<GlnOwners> {
  const locations = await client.query<{ gln: string; id: string }>('SELECT gln, organisation_id AS id FROM location');
  const prefixes = await client.query<{ prefix: string; id: string }>(
    'SELECT prefix, organisation_id AS id FROM organisation_prefix',
  );
  return new GlnOwners(
    new Map(locations.rows.map((row) => [row.gln, row.id])),
    new Map(prefixes.rows.map((row) => [row.prefix, row.id])),
  );
}
