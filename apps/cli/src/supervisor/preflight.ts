import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { listenerOf } from './process-info.js';
import { usedPorts, type PortName, type Settings } from './settings.js';

const FIRST_START_BYTES = 600e6;
const LATER_START_BYTES = 150e6;

/**
 * Makes the data folder and proves that it can be written to and has room.
 * @throws SealtrailError HOME_NOT_WRITABLE | DISK_FULL.
 */
export function prepareHome(home: string): void {
  try {
    // passable for the user the database runs as; what is secret has its own mode
    makeFolder(home);
    accessSync(home, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const sentence = `There is no right to write to ${home}: give this user the right, or choose another folder with SEALTRAIL_HOME.`;
    throw new SealtrailError('HOME_NOT_WRITABLE', sentence, { home }, { cause });
  }
  const disk = statfsSync(home);
  const free = disk.bavail * disk.bsize;
  const needed = existsSync(join(home, 'postgres', 'PG_VERSION')) ? LATER_START_BYTES : FIRST_START_BYTES;
  if (free < needed) throw diskFull(home, free, needed);
}

/** Like `mkdir -p`; Node's own never returns where the file system takes no folders at all (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o711 });
}

function diskFull(home: string, free: number, needed: number): SealtrailError {
  const mb = (bytes: number): string => `${Math.floor(bytes / 1e6)} MB`;
  const sentence = `The disk that holds ${home} has ${mb(free)} left and Sealtrail needs ${mb(needed)} to start: free some space, or choose another folder with SEALTRAIL_HOME.`;
  return new SealtrailError('DISK_FULL', sentence, { home, free, needed });
}

/**
 * Proves that each port is free. After an unclean end the parts of the last run may still be going down: they get
 * `patienceMs`.
 * @throws SealtrailError PORT_BUSY naming port, variable and, where visible, the process.
 */
export async function checkPorts(settings: Settings, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (const { name, part, port } of usedPorts(settings)) {
    for (;;) {
      const problem = await tryPort(port);
      if (problem === undefined) break;
      if (problem !== 'EADDRINUSE' || Date.now() > deadline) throw portBusy(name, part, port, problem);
      await sleep(50);
    }
  }
}

function portBusy(name: PortName, part: string, port: number, problem: string): SealtrailError {
  const listener = listenerOf(port);
  const who = listener ? ` by process ${listener.pid} (${listener.command})` : '';
  const what = problem === 'EACCES' ? `may not be opened by this user` : `is taken${who}`;
  const stop = problem === 'EACCES' ? 'Choose' : 'Stop that, or choose';
  const sentence = `Port ${port} for the ${part} ${what}. ${stop} another port: ${name}=${port + 1000 > 65_535 ? port - 1000 : port + 1000} npm start.`;
  return new SealtrailError('PORT_BUSY', sentence, { port, variable: name, pid: listener?.pid });
}

/** Error code of listening on a port, on both loopback addresses: `localhost` may mean either. */
async function tryPort(port: number): Promise<string | undefined> {
  return (await tryAddress(port, '127.0.0.1')) ?? (await tryAddress(port, '::1'));
}

function tryAddress(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      // a machine without IPv6 has nothing there to collide with
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? undefined : error.code);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
