/**
 * Durable capture over HTTP against a bare COPY of the same rows, on the same PostgreSQL with fsync on, in one run.
 * The API runs as a process of its own; it, the database and the load share the processors. Processor time per event
 * says what a busy machine hides: on n processors no more than n seconds of it can be had in a second. A second, short
 * pass under V8's profiler splits the API's share; what integrates and anchors runs elsewhere and is not in it.
 * Prints one JSON line per figure: {"name","value","unit","baseline","ratio"}.
 * Usage: node apps/api/bench/capture.bench.mjs [events]   (after `npx tsc -b apps/api libs/testkit`)
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@sealtrail/postgres/free-port';
import { startTestDatabase } from '@sealtrail/testkit/database';
import pg from 'pg';
import { TokenIssuer } from '../dist/testing/token-issuer.js';
import { bareCopy, TABLES } from './support/bare-copy.mjs';
import { documents } from './support/documents.mjs';
import { sendAll } from './support/http-load.mjs';
import { postgresCpu, threadCpu } from './support/linux-cpu.mjs';
import { phasesOf } from './support/profile-phases.mjs';

const EVENTS = Number(process.argv[2] ?? 20_000);
/** Folder that takes the profiles, for a closer look. */
const PROFILES = process.env['BENCH_PROFILES'];

const database = await startTestDatabase({ durable: true });
const home = mkdtempSync(join(tmpdir(), 'sealtrail-bench-home-'));
mkdirSync(join(home, 'keys'));
for (const name of ['log.ed25519', 'notary.ed25519', 'publisher.secp256k1'])
  writeFileSync(join(home, 'keys', name), randomBytes(32).toString('hex'));
const issuer = await TokenIssuer.start();
const port = await freePort();
const api = fork(fileURLToPath(new URL('./support/api-process.mjs', import.meta.url)), {
  env: {
    ...process.env,
    SEALTRAIL_HOME: home,
    DATABASE_URL: database.url,
    KEYCLOAK_URL: issuer.url,
    API_PORT: String(port),
    SEALTRAIL_LOG_LEVEL: 'error',
  },
});
const client = new pg.Client(database.url);
try {
  await said('ready');
  await client.connect();
  await measure();
} finally {
  api.kill('SIGTERM');
  if (api.exitCode === null) await once(api, 'exit');
  await client.end();
  await issuer.stop();
  await database.stop();
  rmSync(home, { recursive: true, force: true });
}

async function measure() {
  const { rows } = await client.query("SELECT pg_backend_pid() AS pid, current_setting('fsync') AS fsync");
  if (rows[0].fsync !== 'on') throw new Error('fsync is off: these figures would say nothing.');
  await client.query("INSERT INTO organisation (id, slug, name) VALUES (gen_random_uuid(), 'bench', 'Bench')");
  const token = issuer.token({ roles: ['manufacturer'], organization: 'bench', expiresIn: 3600 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const send = (bodies, connections) => sendAll({ port, path: '/epcis/v2/capture', headers, bodies, connections });
  await send(documents(60, 100), 16);
  await send(documents(2000, 1), 64);
  await run({
    name: 'documents of 100',
    events: EVENTS,
    perDocument: 100,
    connections: 16,
    send,
    backend: rows[0].pid,
  });
  await run({ name: 'one by one', events: EVENTS / 2, perDocument: 1, connections: 256, send, backend: rows[0].pid });
}

async function run({ name, events, perDocument, connections, send, backend }) {
  const emptied = TABLES.filter((table) => table !== 'log_batch').join(', ');
  await client.query(`TRUNCATE ${emptied}; DELETE FROM log_batch WHERE first_index > 0; CHECKPOINT`);
  const bodies = documents(events / perDocument, perDocument);
  const clocks = [apiCpu, () => threadCpu(api.pid), () => postgresCpu(backend), ownCpu];
  const read = () => Promise.all(clocks.map((clock) => clock()));
  const before = await read();
  const { seconds, times } = await send(bodies, connections);
  const [apiTime, mainTime, postgresTime, loadTime] = (await read()).map(
    (micros, at) => (micros - before[at]) / events,
  );
  const rate = events / seconds;
  const copied = await bareCopy(client);
  const percentile = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  print(`capture durable, ${name}`, Math.round(rate), 'events/s', Math.round(copied), rate / copied);
  print(`  answer p50`, percentile(0.5), 'ms');
  print(`  answer p99`, percentile(0.99), 'ms');
  print(`  processor time: API`, apiTime, 'µs/event');
  if (!Number.isNaN(postgresTime)) print(`  processor time: PostgreSQL`, postgresTime, 'µs/event');
  print(`  processor time: load`, loadTime, 'µs/event');
  api.send('profile');
  await said('profile');
  await send(documents(Math.ceil(events / perDocument / 4), perDocument), connections);
  api.send('profiled');
  const { profile } = await said('profiled');
  if (PROFILES) writeFileSync(join(PROFILES, `${name.replaceAll(' ', '-')}.cpuprofile`), JSON.stringify(profile));
  // The profile sees the main thread alone and counts time in which that had no processor: shares of it are true.
  const phases = phasesOf(profile);
  const total = Object.values(phases).reduce((sum, micros) => sum + micros, 0);
  const main = Number.isNaN(mainTime) ? apiTime : mainTime;
  for (const [phase, micros] of Object.entries(phases)) {
    print(`  of the API's: ${phase}`, (micros / total) * main, 'µs/event');
  }
  if (main < apiTime) print(`  of the API's: threads (credential, garbage)`, apiTime - main, 'µs/event');
}

function print(name, value, unit, baseline = null, ratio = null) {
  const rounded = (number) => (number === null ? null : Number(number.toFixed(3)));
  console.log(JSON.stringify({ name, value: Number(value.toFixed(1)), unit, baseline, ratio: rounded(ratio) }));
}

async function apiCpu() {
  api.send('cpu');
  return (await said('cpu')).micros;
}

function ownCpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Waits for a message of the API; an API that ends instead is a failure. */
function said(type) {
  return new Promise((resolve, reject) => {
    const heard = (message) => {
      if (message.type !== type) return;
      api.off('message', heard).off('exit', ended);
      resolve(message);
    };
    const ended = (code) => reject(new Error(`The API ended with ${code}.`));
    api.on('message', heard).once('exit', ended);
  });
}
