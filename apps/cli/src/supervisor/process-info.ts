import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Start time of a process in clock ticks since boot, `exists` where there is no /proc, undefined when it does not
 * run. With the id it names one process for good: ids alone are used again.
 */
export function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name in brackets may hold anything, so fields are counted from the last bracket
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

/** The process that started this one: npm, also through the shell that npm puts between. */
export function starterPid(): number {
  const parent = process.ppid;
  try {
    const [shell, flag] = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0');
    if (!/(^|\/)(sh|dash|bash)$/.test(shell ?? '') || flag !== '-c') return parent;
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${parent}/status`, 'utf8'))?.[1] ?? parent);
  } catch {
    return parent;
  }
}

/** Process that listens on a TCP port of this machine, as far as /proc lets us see it. */
export function listenerOf(port: number): { pid: number; command: string } | undefined {
  try {
    const inode = listeningInode(port);
    if (inode === undefined) return undefined;
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (!holdsSocket(pid, inode)) continue;
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
      return { pid: Number(pid), command: command.length > 80 ? `${command.slice(0, 77)}...` : command };
    }
  } catch {
    // no /proc or no right to look: the sentence goes without the name
  }
  return undefined;
}

function listeningInode(port: number): string | undefined {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (fields[1]?.endsWith(`:${hex}`) && fields[3] === '0A') return fields[9];
    }
  }
  return undefined;
}

function holdsSocket(pid: string, inode: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`);
  } catch {
    return false;
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
