import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './fail.mjs';
import { home } from './paths.mjs';

/** The supervisor that holds this data folder, or undefined. Same file and rules as apps/cli/src/supervisor/lock.ts. */
export function runningSupervisor() {
  try {
    const lock = JSON.parse(readFileSync(join(home(), 'supervisor.lock'), 'utf8'));
    return startTimeOf(lock.pid) === lock.startTime ? lock : undefined;
  } catch {
    return undefined;
  }
}

/** Process start time in clock ticks since boot; `exists` where there is no /proc; undefined when it does not run. */
function startTimeOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    if (process.platform === 'linux') return undefined;
  }
  try {
    process.kill(pid, 0);
    return 'exists';
  } catch {
    return undefined;
  }
}

/** Throws the sentence for a second start. One that is just going down is waited for. */
export async function refuseWhileRunning(what = 'start') {
  for (let waited = 0; ; waited += 100) {
    const lock = runningSupervisor();
    if (!lock) return;
    const leaving = lock.state === 'stopping' || startTimeOf(lock.parent) === undefined;
    if (!leaving || waited > 10_000) {
      const stop = `press Ctrl-C in its terminal or run \`kill ${lock.pid}\``;
      if (what === 'start')
        throw new Failure(`Sealtrail is already running at ${lock.url} (process ${lock.pid}); to stop it ${stop}.`);
      throw new Failure(`Sealtrail is running at ${lock.url} (process ${lock.pid}): stop it first, ${stop}.`);
    }
    await sleep(100);
  }
}
