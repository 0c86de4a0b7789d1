import type pg from 'pg';
import type { PartyKnowledge } from './side-rows.js';

/** Who is registered for which GLN: a location before a company prefix, a long prefix before a short one. */
export async function readPartyKnowledge(client: pg.ClientBase): Promise<PartyKnowledge> {
  const locations = await client.query<{ gln: string; id: string }>(
    'SELECT gln, organisation_id::text AS id FROM location',
  );
  const prefixes = await client.query<{ prefix: string; id: string }>(
    'SELECT prefix, organisation_id::text AS id FROM organisation_prefix',
  );
  const byGln = new Map(locations.rows.map(({ gln, id }) => [gln, id]));
  const byPrefix = new Map(prefixes.rows.map(({ prefix, id }) => [prefix, id]));
  const lengths = [...new Set([...byPrefix.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  const ownerOf = (gln: string): string | undefined =>
    byGln.get(gln) ?? lengths.map((length) => byPrefix.get(gln.slice(0, length))).find((owner) => owner !== undefined);
  return { ownerOf, seen: new Map() };
}
