import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { starterPid, startTimeOf } from './process-info.js';

/** Content of `supervisor.lock` in the data folder. */
export interface Lock {
  readonly pid: number;
  readonly startTime: string;
  /** Who started it (npm): when that is gone, the supervisor is about to end. */
  readonly parent: number;
  readonly url: string;
  readonly state: 'starting' | 'ready' | 'stopping';
  /** Where the parts are, so that the command line finds a platform on other ports than the standard ones. */
  readonly api: string;
  readonly identity: string;
  readonly chain: string;
  readonly databasePort: number;
}

/** What the supervisor tells the command line. */
export type Whereabouts = Pick<Lock, 'url' | 'api' | 'identity' | 'chain' | 'databasePort'>;

const fileOf = (home: string): string => join(home, 'supervisor.lock');

/** The supervisor that runs on this data folder, if one does. */
export function readLock(home: string): Lock | undefined {
  try {
    const lock = JSON.parse(readFileSync(fileOf(home), 'utf8')) as Lock;
    return startTimeOf(lock.pid) === lock.startTime ? lock : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the data folder for this process. Waits for a supervisor that is on its way out.
 * @returns whether an earlier supervisor ended without giving the folder back (`kill -9`, power).
 * @throws SealtrailError ALREADY_RUNNING with the way to stop the other one.
 */
export async function takeLock(home: string, where: Whereabouts): Promise<{ unclean: boolean }> {
  const mine: Lock = {
    pid: process.pid,
    startTime: startTimeOf(process.pid) ?? 'exists',
    parent: starterPid(),
    ...where,
    state: 'starting',
  };
  let unclean = false;
  for (let waited = 0; ; waited += 100) {
    try {
      writeFileSync(fileOf(home), JSON.stringify(mine), { flag: 'wx', mode: 0o644 });
      return { unclean };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readLock(home);
    if (!holder) {
      unclean = true;
      // moved aside first: of two that find it stale, one loses the rename and looks again
      const aside = `${fileOf(home)}.${process.pid}`;
      try {
        renameSync(fileOf(home), aside);
        rmSync(aside, { force: true });
      } catch {
        await sleep(50);
      }
      continue;
    }
    const leaving = holder.state === 'stopping' || startTimeOf(holder.parent) === undefined;
    if (!leaving || waited > 10_000) throw alreadyRunning(holder);
    await sleep(100);
  }
}

function alreadyRunning(lock: Lock): SealtrailError {
  const sentence = `Sealtrail is already running at ${lock.url} (process ${lock.pid}); to stop it press Ctrl-C in its terminal or run \`kill ${lock.pid}\`.`;
  return new SealtrailError('ALREADY_RUNNING', sentence, { pid: lock.pid, url: lock.url });
}

/** Says how far this supervisor is. */
export function markLock(home: string, state: Lock['state']): void {
  const lock = readLock(home);
  if (lock?.pid !== process.pid) return;
  const draft = `${fileOf(home)}.draft`;
  writeFileSync(draft, JSON.stringify({ ...lock, state }));
  renameSync(draft, fileOf(home));
}

/** Gives the data folder back. */
export function dropLock(home: string): void {
  if (readLock(home)?.pid === process.pid) rmSync(fileOf(home), { force: true });
}
