/**
 * Shared PostgreSQL of the tests, one per machine and user: a process of its own that serves every test process over
 * a socket and ends itself, files included, a while after the last one left, however that one ended.
 * Protocol: a client connects and sends one line `{"pid":1}`; it gets one line `{"url":"postgresql://..."}` or
 * `{"error":"..."}` and keeps the connection for as long as it uses databases.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@sealtrail/postgres/embedded-postgres';
import { freePort } from '@sealtrail/postgres/free-port';
import pg from 'pg';
import { databasePrefix } from './database-names.js';

const [encodedAddress, folder] = process.argv.slice(2) as [string, string];
const address = encodedAddress.replace(/^@/, '\0');
const IDLE_MS = 15_000;
const clients = new Map<Socket, number | undefined>();
let ending = false;
let idle: NodeJS.Timeout | undefined;
let postgres: Promise<EmbeddedPostgres> | undefined;

const server = createServer((socket) => {
  clearTimeout(idle);
  clients.set(socket, undefined);
  socket.on('error', () => undefined);
  socket.on('close', () => leave(socket));
  createInterface({ input: socket }).once('line', (line) => {
    clients.set(socket, (JSON.parse(line) as { pid: number }).pid);
    postgres ??= start();
    postgres.then(
      (running) => socket.write(`${JSON.stringify({ url: running.url })}\n`),
      (error: Error) => socket.write(`${JSON.stringify({ error: error.message })}\n`),
    );
  });
});
// another one was quicker
server.once('error', () => process.exit(0));
server.listen(address, () => void waitForClients());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());

async function start(): Promise<EmbeddedPostgres> {
  rmSync(join(folder, 'data'), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const running = await startEmbeddedPostgres({
    dataDir: join(folder, 'data'),
    logFile: join(folder, 'postgres.log'),
    port: await freePort(),
    password: randomBytes(12).toString('hex'),
    database: 'postgres',
    // throw-away data: nothing here has to survive
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '300',
      autovacuum: 'off',
    },
  });
  void running.exited.then(() => ending || process.exit(0));
  return running;
}

function waitForClients(): void {
  clearTimeout(idle);
  idle = setTimeout(() => void end(), IDLE_MS);
}

function leave(socket: Socket): void {
  const pid = clients.get(socket);
  clients.delete(socket);
  if (pid !== undefined) void dropDatabasesOf(pid).catch(() => undefined);
  if (clients.size === 0) waitForClients();
}

async function dropDatabasesOf(pid: number): Promise<void> {
  const running = await postgres;
  if (!running) return;
  const client = new pg.Client({ connectionString: running.url });
  await client.connect();
  const found = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [databasePrefix(pid)],
  );
  for (const { datname } of found.rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  await client.end();
}

async function end(): Promise<void> {
  if (clients.size > 0 || ending) return;
  ending = true;
  server.close();
  await (await postgres?.catch(() => undefined))?.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}
