/**
 * Durable capture over HTTP against a bare COPY of the same rows, on the same PostgreSQL with fsync on, in one run.
 * Prints one JSON line per figure: {"name","value","unit","baseline","ratio"}.
 * Usage: node apps/api/bench/capture.bench.mjs [events]   (after `npx tsc -b apps/api libs/testkit`)
 */
import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestDatabase } from '@sealtrail/testkit/database';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

const EVENTS = Number(process.argv[2] ?? 10_000);
const CONNECTIONS = 16;
const TABLES = [
  'event',
  'event_secret',
  'event_identity',
  'event_item',
  'event_party',
  'capture_job',
  'capture_job_event',
  'log_batch',
];

const database = await startTestDatabase({ durable: true });
const home = mkdtempSync(join(tmpdir(), 'sealtrail-bench-home-'));
mkdirSync(join(home, 'keys'));
for (const name of ['log.ed25519', 'notary.ed25519', 'publisher.secp256k1'])
  writeFileSync(join(home, 'keys', name), randomBytes(32).toString('hex'));

const { TokenIssuer } = await import('../dist/testing/token-issuer.js');
const issuer = await TokenIssuer.start();
Object.assign(process.env, {
  SEALTRAIL_HOME: home,
  DATABASE_URL: database.url,
  KEYCLOAK_URL: issuer.url,
  API_PORT: '0',
  SEALTRAIL_LOG_LEVEL: 'error',
});
const { createApp } = await import('../dist/create-app.js');
const { AppConfig } = await import('../dist/platform/config/app-config.js');
const app = await createApp(new AppConfig(process.env));
await app.listen(0, '127.0.0.1');
const { port } = app.getHttpServer().address();
const pool = new pg.Pool({ connectionString: database.url, max: 3 });
await pool.query("INSERT INTO organisation (id, slug, name) VALUES (gen_random_uuid(), 'bench', 'Bench')");
const authorization = `Bearer ${issuer.token({ roles: ['manufacturer'], organization: 'bench', expiresIn: 3600 })}`;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

let serial = 0;
const event = () => ({
  eventID: `urn:uuid:${randomUUID()}`,
  type: 'ObjectEvent',
  action: 'OBSERVE',
  bizStep: 'shipping',
  disposition: 'in_transit',
  epcList: Array.from({ length: 3 }, () => `https://id.gs1.org/01/09521321123458/21/${++serial}`),
  eventTime: '2026-03-01T10:00:00.000+01:00',
  eventTimeZoneOffset: '+01:00',
  readPoint: { id: 'https://id.gs1.org/414/9521321000018' },
  bizTransactionList: [{ type: 'po', bizTransaction: 'http://transaction.acme.com/po/12345678' }],
});
const document = (n) =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-01T10:00:00Z',
    epcisBody: { eventList: Array.from({ length: n }, event) },
  });

function post(body) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request(
      { host: '127.0.0.1', port, path: '/epcis/v2/capture', method: 'POST', agent, headers },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 202
            ? resolve(performance.now() - started)
            : reject(new Error(`HTTP ${response.statusCode}`)),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Sends all bodies over a fixed number of connections; returns seconds and the 99th percentile of an answer in ms. */
async function send(bodies) {
  const times = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (next < bodies.length) times.push(await post(bodies[next++]));
    }),
  );
  times.sort((a, b) => a - b);
  return { seconds: (performance.now() - started) / 1000, p99: times[Math.floor(times.length * 0.99)] };
}

/** The very rows of the run, copied into tables of the same shape and indexes in one transaction per thousand events. */
async function bareCopy() {
  const client = await pool.connect();
  const parts = [];
  const { rows } = await client.query('SELECT min(batch_id) AS low, max(batch_id) AS high FROM event');
  const [low, high] = [Number(rows[0].low), Number(rows[0].high)];
  // As many transactions as there are thousands of events: the cheapest way anybody would load them.
  const steps = Math.max(1, Math.round(EVENTS / 1000));
  for (let step = 0; step < steps; step++) {
    const from = low + Math.floor(((high - low + 1) * step) / steps);
    const until = low + Math.floor(((high - low + 1) * (step + 1)) / steps);
    const part = {};
    for (const table of TABLES) {
      const where =
        table === 'capture_job'
          ? `WHERE id IN (SELECT job_id FROM capture_job_event WHERE batch_id >= ${from} AND batch_id < ${until})`
          : `WHERE batch_id >= ${from} AND batch_id < ${until}`;
      const chunks = [];
      for await (const chunk of client.query(
        copyTo(`COPY (SELECT * FROM ${table} ${where}) TO STDOUT (FORMAT binary)`),
      ))
        chunks.push(chunk);
      part[table] = Buffer.concat(chunks);
    }
    parts.push(part);
  }
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
  const copied = Number((await client.query('SELECT count(*) FROM bare.event')).rows[0].count);
  client.release();
  return copied / seconds;
}

async function run(name, perDocument, events) {
  await pool.query(
    `TRUNCATE ${TABLES.filter((table) => table !== 'log_batch').join(', ')}; DELETE FROM log_batch WHERE first_index > 0; CHECKPOINT`,
  );
  const bodies = Array.from({ length: Math.ceil(events / perDocument) }, () => document(perDocument));
  const { seconds, p99 } = await send(bodies);
  const value = events / seconds;
  const baseline = await bareCopy();
  const print = (line) => console.log(JSON.stringify(line));
  print({
    name: `capture durable, ${name}`,
    value: Math.round(value),
    unit: 'events/s',
    baseline: Math.round(baseline),
    ratio: Number((value / baseline).toFixed(3)),
  });
  print({ name: `capture answer p99, ${name}`, value: Math.round(p99), unit: 'ms', baseline: null, ratio: null });
}

await pool
  .query('SHOW fsync')
  .then(
    ({ rows }) => rows[0].fsync === 'on' || Promise.reject(new Error('fsync is off: these figures would say nothing')),
  );
await send(Array.from({ length: 40 }, () => document(50)));
await run('documents of 100', 100, EVENTS);
await run('one by one', 1, Math.round(EVENTS / 4));

await app.close();
await pool.end();
await issuer.stop();
await database.stop();
rmSync(home, { recursive: true, force: true });
process.exit(0);
