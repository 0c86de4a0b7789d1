import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { startEmbeddedPostgres } from '@sealtrail/postgres/embedded-postgres';
import { freePort } from '@sealtrail/postgres/free-port';
import { migrate, readMigrations } from '@sealtrail/postgres/migrate';
import pg from 'pg';
import { databasePrefix } from './database-names.js';

/** A migrated database of its own. */
export interface TestDatabase {
  readonly url: string;
  /** Drops it. Close your pools first; what is still connected is cut off. */
  stop(): Promise<void>;
}

const REPO_ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SERVER = fileURLToPath(new URL('../dist/database-server.js', import.meta.url));

/**
 * A fresh, migrated database on the shared test server, or on `TEST_DATABASE_URL` when that is given. A few tens of
 * milliseconds each. It vanishes with this process, however the process ends.
 * `durable: true` gives a server of its own with fsync on, for measurements.
 */
export async function startTestDatabase(
  options: { durable?: boolean; migrated?: boolean } = {},
): Promise<TestDatabase> {
  if (options.durable) return startDurable();
  const server = process.env['TEST_DATABASE_URL'] ?? (await sharedServer());
  const name = `${databasePrefix(process.pid)}${randomBytes(6).toString('hex')}`;
  const template = options.migrated === false ? 'template1' : await ensureTemplate(server);
  await onServer(server, (client) =>
    client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY file_copy`),
  );
  const url = withDatabase(server, name);
  return {
    url,
    stop: () =>
      onServer(server, async (client) => {
        await untilLeft(client, name);
        await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      }),
  };
}

/**
 * A pool's `end()` returns before the server has seen its connections go; one cut off in between fails a test that has long
 * passed. Waits two seconds at most: whoever is still there then is cut off.
 */
async function untilLeft(client: pg.Client, name: string): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const { rows } = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1 LIMIT 1', [name]);
    if (rows.length === 0) return;
    await sleep(50);
  }
}

async function startDurable(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'sealtrail-bench-'));
  const running = await startEmbeddedPostgres({
    dataDir: join(folder, 'data'),
    logFile: join(folder, 'postgres.log'),
    port: await freePort(),
    password: 'bench',
    database: 'bench',
  });
  await migrate(running.url);
  const stop = async (): Promise<void> => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: running.url, stop };
}

let shared: Promise<string> | undefined;
const sharedServer = (): Promise<string> => (shared ??= connectToServer());

/** Finds or starts the shared server and holds a connection to it for the life of this process. */
async function connectToServer(): Promise<string> {
  const user = process.getuid?.() ?? 0;
  const name = `sealtrail-test-${user}-${createHash('sha256').update(REPO_ROOT).digest('hex').slice(0, 8)}`;
  const folder = join(tmpdir(), name);
  // Linux: an abstract socket, which the kernel frees whatever happens to its owner
  const address = process.platform === 'linux' ? `\0${name}` : `${folder}.sock`;
  if (!existsSync(SERVER)) {
    const built = spawnSync(
      process.execPath,
      [join(REPO_ROOT, 'node_modules/typescript/bin/tsc'), '-b', 'libs/testkit'],
      { cwd: REPO_ROOT, encoding: 'utf8' },
    );
    if (built.status !== 0) throw failed(`libs/testkit does not compile: ${built.stdout}`);
  }
  for (let attempt = 0; attempt < 400; attempt++) {
    const socket = await tryConnect(address);
    if (socket) {
      const url = await ask(socket);
      if (url) return url;
    } else if (attempt % 100 === 0) {
      if (!address.startsWith('\0') && existsSync(address)) unlinkSync(address);
      spawn(process.execPath, [SERVER, encodeAddress(address), folder], {
        detached: true,
        stdio: 'ignore',
        cwd: '/',
      }).unref();
    }
    await sleep(50);
  }
  throw failed('the shared server does not start');
}

// an argument cannot carry a zero byte
const encodeAddress = (address: string): string => address.replace('\0', '@');

function tryConnect(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

function ask(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    socket.once('close', () => resolve(undefined));
    createInterface({ input: socket }).once('line', (line) => {
      socket.unref();
      const answer = JSON.parse(line) as { url?: string; error?: string };
      if (answer.url) resolve(answer.url);
      else reject(failed(answer.error ?? 'no answer'));
    });
    socket.write(`${JSON.stringify({ pid: process.pid })}\n`);
  });
}

const failed = (why: string): SealtrailError =>
  new SealtrailError('TEST_DATABASE_FAILED', `No database for the tests: ${why}.`);

const templates = new Map<string, Promise<string>>();

/** A database with all migrations applied, made once per state of `prisma/migrations` and copied for each test. */
function ensureTemplate(server: string): Promise<string> {
  const hash = createHash('sha256');
  for (const migration of readMigrations()) hash.update(migration.name).update(migration.checksum);
  const name = `template_${hash.digest('hex').slice(0, 16)}`;
  const made = templates.get(name) ?? makeTemplate(server, name);
  templates.set(name, made);
  return made;
}

async function makeTemplate(server: string, name: string): Promise<string> {
  await onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock(72707370)');
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount) return;
    const draft = `draft_${randomBytes(6).toString('hex')}`;
    await client.query(`CREATE DATABASE "${draft}"`);
    await migrate(withDatabase(server, draft));
    await client.query(`ALTER DATABASE "${draft}" RENAME TO "${name}"`);
  });
  return name;
}

async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
