/** Rows that hang on nothing, and the rows of capture jobs: told by sets, after every event has been seen. */
import { toHex } from '@sealtrail/bytes/hex';
import type { JsonObject } from '@sealtrail/bytes/json';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import type { Sha256 } from '@sealtrail/merkle/hashing';
import type pg from 'pg';
import type { Findings } from './findings.js';
import type { Layout } from './layout.js';
import type { LeavesResult } from './check-leaves.js';
import { identityKeys } from './side-rows.js';
import { LOG_ID } from './types.js';

/** A set of tables that should hold nothing is listed up to here. */
const LISTED = 600;

type Place = { readonly batch_id: string; readonly pos: number };
const name = ({ batch_id, pos }: Place): string => `${batch_id}/${pos}`;
const key = ({ batch_id, pos }: Place): Record<string, string> => ({ batch_id, pos: String(pos) });

export async function checkReferences(
  client: pg.ClientBase,
  sha256: Sha256,
  layout: Layout,
  leaves: LeavesResult,
  findings: Findings,
): Promise<void> {
  const slipped = await checkInserted(client, layout, findings);
  const remnants = layout.isLost ? await readUnknownBatches(client) : new Set<string>();
  const excused = (row: Place): boolean =>
    remnants.has(row.batch_id) || leaves.gone.has(name(row)) || slipped.has(name(row)) || leaves.damaged.has(name(row));
  await checkSecrets(client, excused, findings);
  await checkLoose(client, 'event_item', leaves.counts.items, ['item', 'role', 'ordinal'], excused, findings);
  await checkLoose(client, 'event_party', leaves.counts.parties, ['organisation_id', 'role'], excused, findings);
  await checkIdentityRest(client, sha256, leaves, excused, findings);
  await checkJobs(client, excused, findings);
}

/** Batches that only their secrets still name. */
async function readUnknownBatches(client: pg.ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ batch_id: string }>(
    'SELECT DISTINCT s.batch_id::text FROM event_secret s WHERE NOT EXISTS (SELECT 1 FROM log_batch b WHERE b.batch_id = s.batch_id)',
  );
  return new Set(rows.map(({ batch_id }) => batch_id));
}

/** Events and key events that have no place in the log. */
async function checkInserted(client: pg.ClientBase, layout: Layout, findings: Findings): Promise<Set<string>> {
  const known = [...layout.knownBatches, ...layout.batchIds.values(), ...layout.repaired.map(({ batchId }) => batchId)];
  const slipped = new Set<string>();
  for (const table of ['event', 'key_event']) {
    const { rows } = await client.query<Place>(
      `SELECT e.batch_id::text, e.pos FROM ${table} e
        WHERE NOT EXISTS (SELECT 1 FROM log_batch b WHERE b.log_id = $1 AND b.batch_id = e.batch_id AND e.pos >= 0 AND e.pos < b.n)
          AND NOT e.batch_id = ANY($2::bigint[]) ORDER BY e.batch_id, e.pos LIMIT ${LISTED}`,
      [LOG_ID, known],
    );
    for (const row of rows) {
      slipped.add(name(row));
      findings.add({ table, key: key(row), kind: 'inserted', sentence: 'No entry of the log stands for this row.' });
    }
  }
  return slipped;
}

async function checkSecrets(
  client: pg.ClientBase,
  excused: (row: Place) => boolean,
  findings: Findings,
): Promise<void> {
  const { rows } = await client.query<Place>(
    `SELECT s.batch_id::text, s.pos FROM event_secret s WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.batch_id = s.batch_id AND e.pos = s.pos)
      ORDER BY s.batch_id, s.pos LIMIT ${LISTED}`,
  );
  for (const row of rows)
    if (!excused(row))
      findings.add({
        table: 'event_secret',
        key: key(row),
        kind: 'inserted',
        sentence: 'There is no event to this secret.',
      });
}

/** Rows of a table beyond those that were met at their events; looked for only when the numbers differ. */
async function checkLoose(
  client: pg.ClientBase,
  table: 'event_item' | 'event_party',
  met: number,
  columns: readonly string[],
  excused: (row: Place) => boolean,
  findings: Findings,
): Promise<void> {
  const { rows: counted } = await client.query<{ n: string }>(`SELECT count(*)::text AS n FROM ${table}`);
  if (counted[0]!.n === String(met)) return;
  const { rows } = await client.query<Place & Record<string, string>>(
    `SELECT t.batch_id::text, t.pos, ${columns.map((column) => `t.${column}::text`).join(', ')} FROM ${table} t
      WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.batch_id = t.batch_id AND e.pos = t.pos) ORDER BY t.batch_id, t.pos LIMIT ${LISTED}`,
  );
  for (const row of rows) {
    if (excused(row)) continue;
    const full = { ...key(row), ...Object.fromEntries(columns.map((column) => [column, String(row[column])])) };
    findings.add({ table, key: full, kind: 'inserted', sentence: 'There is no event to this row.' });
  }
}

/** Identity keys beyond those that events should have. */
async function checkIdentityRest(
  client: pg.ClientBase,
  sha256: Sha256,
  leaves: LeavesResult,
  excused: (row: Place) => boolean,
  findings: Findings,
): Promise<void> {
  const { rows: counted } = await client.query<{ n: string }>('SELECT count(*)::text AS n FROM event_identity');
  if (counted[0]!.n === String(leaves.counts.identities)) return;
  const { rows } = await client.query<
    Place & { organisation_id: string; key: Buffer; has_event: boolean; same: boolean; surplus: boolean }
  >(
    `SELECT i.organisation_id::text, i.key, i.batch_id::text, i.pos, e.batch_id IS NOT NULL AS has_event, coalesce(e.organisation_id = i.organisation_id, false) AS same,
            count(*) OVER (PARTITION BY i.batch_id, i.pos) > CASE WHEN e.error_declaration OR e.event_id LIKE 'ni:///sha-256;%' THEN 1 ELSE 2 END AS surplus
       FROM event_identity i LEFT JOIN event e ON e.batch_id = i.batch_id AND e.pos = i.pos`,
  );
  const doubtful = rows.filter((row) => !row.has_event || !row.same || row.surplus).filter((row) => !excused(row));
  const rightful = await readRightfulKeys(client, sha256, doubtful.slice(0, LISTED));
  for (const row of doubtful.slice(0, LISTED)) {
    if (row.same && rightful.has(`${name(row)}/${toHex(row.key)}`)) continue;
    const sentence = !row.has_event
      ? 'There is no event to this identity key.'
      : !row.same
        ? 'The event belongs to another organisation.'
        : 'The event does not have this identity key.';
    findings.add({
      table: 'event_identity',
      key: { organisation_id: row.organisation_id, key: toHex(row.key), ...key(row) },
      kind: 'inserted',
      sentence,
    });
  }
}

/** Keys that the events at these places should have, as `batch/pos/key`. */
async function readRightfulKeys(client: pg.ClientBase, sha256: Sha256, places: readonly Place[]): Promise<Set<string>> {
  const { rows } = await client.query<Place & { event_id: string; payload: Buffer }>(
    `SELECT DISTINCT e.batch_id::text, e.pos, e.event_id, e.payload FROM unnest($1::bigint[], $2::int[]) AS w(batch_id, pos) JOIN event e ON e.batch_id = w.batch_id AND e.pos = w.pos`,
    [places.map(({ batch_id }) => batch_id), places.map(({ pos }) => pos)],
  );
  const keys = new Set<string>();
  for (const row of rows) {
    try {
      for (const found of identityKeys(sha256, parseStrictJson(row.payload) as JsonObject, row.event_id))
        keys.add(`${name(row)}/${toHex(found)}`);
    } catch {
      // an unreadable payload is named where the event is checked
    }
  }
  return keys;
}

/** Each event was answered once as new by the job that captured it; each job's rows are in document order. */
async function checkJobs(client: pg.ClientBase, excused: (row: Place) => boolean, findings: Findings): Promise<void> {
  const table = 'capture_job_event';
  const { rows: stray } = await client.query<
    Place & { job_id: string; ordinal: number; job: string | null; twin: boolean }
  >(
    `SELECT j.job_id::text, j.ordinal, j.batch_id::text, j.pos, e.capture_job_id::text AS job,
            EXISTS (SELECT 1 FROM event o WHERE o.capture_job_id = j.job_id
                       AND NOT EXISTS (SELECT 1 FROM capture_job_event x WHERE x.job_id = j.job_id AND x.batch_id = o.batch_id AND x.pos = o.pos AND NOT x.duplicate)) AS twin
       FROM capture_job_event j LEFT JOIN event e ON e.batch_id = j.batch_id AND e.pos = j.pos
      WHERE e.batch_id IS NULL OR (NOT j.duplicate AND e.capture_job_id <> j.job_id) ORDER BY j.job_id, j.ordinal LIMIT ${LISTED}`,
  );
  const blamed = new Set<string>();
  for (const row of stray) {
    if (excused(row)) continue;
    blamed.add(row.job_id);
    const at = { job_id: row.job_id, ordinal: String(row.ordinal) };
    if (row.twin)
      findings.add({
        table,
        key: at,
        column: 'batch_id',
        kind: 'changed',
        sentence: `The row names ${name(row)}, which is not what this job captured.`,
        actual: name(row),
      });
    else findings.add({ table, key: at, kind: 'inserted', sentence: `The job did not capture ${name(row)}.` });
  }
  const { rows: missing } = await client.query<Place & { job_id: string; flipped: number | null }>(
    `SELECT e.batch_id::text, e.pos, e.capture_job_id::text AS job_id,
            (SELECT min(x.ordinal) FROM capture_job_event x WHERE x.job_id = e.capture_job_id AND x.batch_id = e.batch_id AND x.pos = e.pos) AS flipped
       FROM event e WHERE NOT EXISTS (
         SELECT 1 FROM capture_job_event j WHERE j.job_id = e.capture_job_id AND j.batch_id = e.batch_id AND j.pos = e.pos AND NOT j.duplicate)
      ORDER BY e.batch_id, e.pos LIMIT ${LISTED}`,
  );
  for (const row of missing) {
    if (blamed.has(row.job_id) || excused(row)) continue;
    if (row.flipped !== null)
      findings.add({
        table,
        key: { job_id: row.job_id, ordinal: String(row.flipped) },
        column: 'duplicate',
        kind: 'changed',
        sentence: 'The event was new in this job, the row calls it a duplicate.',
      });
    else
      findings.add({
        table,
        key: { job_id: row.job_id, ...key(row) },
        kind: 'deleted',
        sentence: 'The job captured this event, the row is gone.',
      });
    blamed.add(row.job_id);
  }
  const { rows: counts } = await client.query<{ id: string; duplicates: number; found: number; extra: number | null }>(
    `SELECT c.id::text, c.duplicates, count(j.job_id)::int AS found, max(j.ordinal) AS extra FROM capture_job c
       LEFT JOIN capture_job_event j ON j.job_id = c.id AND j.duplicate GROUP BY c.id HAVING c.duplicates <> count(j.job_id) LIMIT ${LISTED}`,
  );
  for (const { id, duplicates, found, extra } of counts) {
    if (blamed.has(id)) continue;
    const kind = found < duplicates ? 'deleted' : 'inserted';
    findings.add({
      table,
      key: { job_id: id, ...(kind === 'inserted' && { ordinal: String(extra) }) },
      kind,
      sentence: `The job counted ${duplicates} duplicates, ${found} rows say so.`,
    });
  }
  // events of a job are numbered in document order, so their places in the log follow the ordinals
  const { rows: swapped } = await client.query<Place & { job_id: string; ordinal: number }>(
    `SELECT job_id::text, ordinal, batch_id::text, pos FROM (
       SELECT job_id, ordinal, batch_id, pos, row_number() OVER (PARTITION BY job_id ORDER BY ordinal) AS by_ordinal,
              row_number() OVER (PARTITION BY job_id ORDER BY batch_id, pos) AS by_place FROM capture_job_event WHERE NOT duplicate
     ) j WHERE by_ordinal <> by_place ORDER BY j.job_id, j.ordinal LIMIT ${LISTED}`,
  );
  for (const row of swapped) {
    if (blamed.has(row.job_id) || excused(row)) continue;
    findings.add({
      table,
      key: { job_id: row.job_id, ordinal: String(row.ordinal) },
      kind: 'swapped',
      sentence: `The event ${name(row)} stands out of the order in which the job captured its events.`,
    });
  }
}
