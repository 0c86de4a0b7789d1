import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import pg from 'pg';
import { hydrateBinaries, postgresBinaries } from './binaries.js';
import { postmasterPid, postmasterRuns } from './postmaster-file.js';
import { chooseRunAs, type RunAs } from './run-as.js';

/** Where and how the embedded server runs. */
export interface EmbeddedPostgresOptions {
  /** Data folder; made on first use. Its parent must exist or be makeable. */
  readonly dataDir: string;
  readonly port: number;
  readonly password: string;
  /** Database that must exist after start. */
  readonly database: string;
  /** File that takes the server's own log. */
  readonly logFile: string;
  /** More `-c name=value` settings. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How long a start, crash recovery included, may take (ms). Default 60,000. */
  readonly timeoutMs?: number;
}

/** A running embedded server. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  /** Resolves when the server process ends, wanted or not. */
  readonly exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, files are synced. Kills after `graceMs` (default 5,000). */
  stop(graceMs?: number): Promise<void>;
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
};

/**
 * Starts PostgreSQL from the npm binaries: creates the cluster on first use, stops a server of ours that a killed
 * process left behind, waits until it answers, and creates the database. Acknowledged rows survive `kill -9`.
 * @throws SealtrailError POSTGRES_FAILED with the tail of the server's log.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const native = postgresBinaries();
  hydrateBinaries(native);
  mkdirSync(dirname(options.dataDir), { recursive: true });
  mkdirSync(dirname(options.logFile), { recursive: true });
  const runAs = chooseRunAs(native, dirname(options.dataDir));
  await stopLeftover(options.dataDir);
  if (!existsSync(join(options.dataDir, 'PG_VERSION'))) initialise(options, runAs);
  own(options.dataDir, runAs.owner);
  const child = launch(options, runAs);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const server = { host: '127.0.0.1', port: options.port, user: 'postgres', password: options.password };
  try {
    await waitUntilReady(server, options, child);
  } catch (error) {
    child.kill('SIGQUIT');
    throw error;
  }
  const url = `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${options.database}`;
  const stop = (graceMs = 5_000): Promise<void> => shutDown(child, exited, graceMs);
  return { url, pid: child.pid!, exited, stop };
}

async function shutDown(child: ChildProcess, exited: Promise<void>, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), graceMs);
  await exited;
  clearTimeout(timer);
}

/** Ends a server that still serves this folder although whoever started it is gone. */
export async function stopLeftover(dataDir: string): Promise<boolean> {
  const pid = postmasterPid(dataDir);
  if (pid === undefined) return false;
  if (!postmasterRuns(dataDir, pid)) {
    rmSync(join(dataDir, 'postmaster.pid'), { force: true });
    return false;
  }
  for (const [signal, waitMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return true;
    }
    for (const end = Date.now() + waitMs; Date.now() < end; await sleep(20)) {
      if (!postmasterRuns(dataDir, pid)) return true;
    }
  }
  throw new SealtrailError(
    'POSTGRES_FAILED',
    `An earlier PostgreSQL (process ${pid}) does not end: stop it by hand and start again.`,
    { pid },
  );
}

function initialise(options: EmbeddedPostgresOptions, runAs: RunAs): void {
  // made aside and renamed at the end: an interrupted initdb never looks like a cluster
  const half = `${options.dataDir}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  own(half, runAs.owner);
  const passwordFile = `${options.dataDir}.password`;
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (runAs.mode === 'user' || runAs.mode === 'copy') chownSync(passwordFile, runAs.owner.uid, runAs.owner.gid);
  const args = [
    '-D',
    half,
    '-U',
    'postgres',
    '--pwfile',
    passwordFile,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  const [command, all] = runAs.command('initdb', args);
  const result = spawnSync(command, all, { cwd: '/', encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (result.status === 0) {
    rmSync(options.dataDir, { recursive: true, force: true });
    renameSync(half, options.dataDir);
    return;
  }
  rmSync(half, { recursive: true, force: true });
  const detail =
    `${result.stderr ?? ''}`.trim().split('\n').slice(-3).join(' ') || String(result.error ?? result.signal);
  throw new SealtrailError('POSTGRES_FAILED', `PostgreSQL could not create its data folder: ${detail}`, {
    dataDir: options.dataDir,
  });
}

function launch(options: EmbeddedPostgresOptions, runAs: RunAs): ChildProcess {
  const settings = { ...SETTINGS, ...options.settings, port: String(options.port) };
  const args = [
    '-D',
    options.dataDir,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = openSync(options.logFile, 'a');
  const [command, all] = runAs.command('postgres', args);
  // its own process group: Ctrl-C in a terminal must reach the supervisor first, the database last
  const child = spawn(command, all, { cwd: '/', detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

type Server = Readonly<{ host: string; port: number; user: string; password: string }>;

async function waitUntilReady(server: Server, options: EmbeddedPostgresOptions, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + (options.timeoutMs ?? 60_000);
  let spawnError: Error | undefined;
  child.once('error', (error) => (spawnError = error));
  for (;;) {
    const client = new pg.Client({ ...server, database: 'postgres' });
    try {
      await client.connect();
      await ensureDatabase(client, options.database);
      await client.end();
      return;
    } catch (cause) {
      await client.end().catch(() => undefined);
      const dead = spawnError !== undefined || child.exitCode !== null || child.signalCode !== null;
      if (dead || Date.now() > deadline) {
        const why = dead ? 'ended at once' : 'did not answer in time';
        const tail = logTail(options.logFile);
        throw new SealtrailError(
          'POSTGRES_FAILED',
          `PostgreSQL ${why}: ${spawnError?.message ?? tail}`,
          { logFile: options.logFile },
          { cause },
        );
      }
      await sleep(25);
    }
  }
}

async function ensureDatabase(client: pg.Client, database: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
}

function logTail(file: string): string {
  try {
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(-4);
    return lines.map((line) => line.replace(/^\S+ \S+ UTC \[\d+\] /, '')).join(' ');
  } catch {
    return 'no log was written';
  }
}

/** Gives the folder to the user the server runs as; only when it is not so already. */
function own(dir: string, owner: RunAs['owner']): void {
  if (process.getuid?.() !== 0) return;
  const current = statSync(dir);
  if (current.uid === owner.uid && current.gid === owner.gid) return;
  for (const entry of readdirSync(dir, { recursive: true, encoding: 'utf8' }))
    chownSync(join(dir, entry), owner.uid, owner.gid);
  chownSync(dir, owner.uid, owner.gid);
}
