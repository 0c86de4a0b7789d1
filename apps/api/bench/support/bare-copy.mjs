import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Tables that a capture writes, but for the few rows of JSON-LD contexts. */
export const TABLES = [
  'event',
  'event_secret',
  'event_identity',
  'event_item',
  'event_party',
  'capture_job',
  'capture_job_event',
  'log_batch',
];
const PER_TRANSACTION = 1000;

/**
 * The very rows of the run, copied over one connection into tables of the same shape and indexes, in one transaction
 * per thousand events: the cheapest way anybody would load them.
 * @returns events per second
 */
export async function bareCopy(client) {
  const parts = await readRows(client);
  await client.query('DROP SCHEMA IF EXISTS bare CASCADE; CREATE SCHEMA bare');
  for (const table of TABLES) await client.query(`CREATE TABLE bare.${table} (LIKE public.${table} INCLUDING ALL)`);
  await client.query('CHECKPOINT');
  const started = performance.now();
  for (const part of parts) {
    await client.query('BEGIN');
    for (const table of TABLES) {
      await new Promise((resolve, reject) => {
        const stream = client.query(copyFrom(`COPY bare.${table} FROM STDIN (FORMAT binary)`));
        stream.on('error', reject);
        stream.on('finish', resolve);
        stream.end(part[table]);
      });
    }
    await client.query('COMMIT');
  }
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await client.query('SELECT count(*) FROM bare.event');
  return Number(rows[0].count) / seconds;
}

/** Binary rows of each table, cut by batch into parts of about a thousand events. */
async function readRows(client) {
  const { rows } = await client.query(
    `SELECT min(batch_id) AS low, max(batch_id) AS high FROM
       (SELECT batch_id, sum(count(*)) OVER (ORDER BY batch_id) / ${PER_TRANSACTION} AS part FROM event GROUP BY 1)
      GROUP BY part::bigint ORDER BY 1`,
  );
  const parts = [];
  for (const { low, high } of rows) {
    const batches = `batch_id BETWEEN ${low} AND ${high}`;
    const part = {};
    for (const table of TABLES) {
      const where = table === 'capture_job' ? `id IN (SELECT job_id FROM capture_job_event WHERE ${batches})` : batches;
      const rows = client.query(copyTo(`COPY (SELECT * FROM ${table} WHERE ${where}) TO STDOUT (FORMAT binary)`));
      const chunks = [];
      for await (const chunk of rows) chunks.push(chunk);
      part[table] = Buffer.concat(chunks);
    }
    parts.push(part);
  }
  return parts;
}
