import { readFileSync, readdirSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICK_MICROS = 10_000;

/**
 * Processor time of a PostgreSQL server and all its processes, ended ones included, in µs; undefined but on Linux.
 * @param backend process id of one of its sessions
 */
export function postgresCpu(backend) {
  const postmaster = process.platform === 'linux' ? Number(statOf(backend)?.[1]) : undefined;
  if (postmaster === undefined) return undefined;
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = statOf(pid);
    if (!fields || (pid !== String(postmaster) && fields[1] !== String(postmaster))) continue;
    ticks += Number(fields[11]) + Number(fields[12]);
    // of its children that have ended
    if (pid === String(postmaster)) ticks += Number(fields[13]) + Number(fields[14]);
  }
  return ticks * TICK_MICROS;
}

/** Processor time of the main thread of a process in µs; undefined but on Linux. */
export function threadCpu(pid) {
  const fields = process.platform === 'linux' ? statOf(`${pid}/task/${pid}`) : undefined;
  return fields && (Number(fields[11]) + Number(fields[12])) * TICK_MICROS;
}

/** Fields of /proc/PID/stat after the name of the program, which may hold spaces: state, parent, … */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
