import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** How to start a PostgreSQL program: which files, under whom, behind which launcher. */
export interface RunAs {
  readonly mode: 'direct' | 'user' | 'namespace' | 'copy';
  /** Folder of the binaries to use; a copy in mode `copy`. */
  readonly native: string;
  /** Numeric owner the data folder must have. */
  readonly owner: { readonly uid: number; readonly gid: number };
  command(program: string, args: readonly string[]): readonly [string, string[]];
}

const LAUNCHERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];
const find = (name: string): string | undefined =>
  LAUNCHERS.map((dir) => join(dir, name)).find((file) => existsSync(file));

/**
 * PostgreSQL refuses to run as root. As root this picks, in this order: another user that can read everything it
 * needs; a user namespace in which root is nobody special; another user with copied binaries and leave to pass
 * through private folders (a clone under /root in a container without namespaces).
 * @throws SealtrailError POSTGRES_ROOT when none of them works.
 */
export function chooseRunAs(native: string, home: string): RunAs {
  const uid = process.getuid?.() ?? -1;
  // the server goes down with its guardian, even when that is killed outright
  const setpriv = find('setpriv');
  const leash = setpriv ? [setpriv, '--pdeathsig', 'INT'] : [];
  if (uid !== 0) {
    return make('direct', native, { uid, gid: process.getgid?.() ?? -1 }, leash);
  }
  const users = ['postgres', 'nobody'].flatMap((name) => idOf(name) ?? []);
  const binary = join(native, 'bin', 'postgres');
  for (const id of users) {
    if (!setpriv) break;
    const reaches =
      spawnSync('/bin/sh', ['-c', 'cd "$0" && test -r . -o -x .', home], { ...id, cwd: '/' }).status === 0;
    if (reaches && spawnSync(binary, ['--version'], { ...id, cwd: '/' }).status === 0) {
      return make('user', native, id, [...switchTo(setpriv, id), '--pdeathsig', 'INT']);
    }
  }
  const unshare = find('unshare');
  if (unshare) {
    const enter = [unshare, '--user', '--map-user=1000', '--map-group=1000'];
    if (spawnSync(enter[0]!, [...enter.slice(1), binary, '--version']).status === 0) {
      return make('namespace', native, { uid: 0, gid: 0 }, [...enter, ...leash]);
    }
  }
  const other = users.at(-1);
  if (setpriv && other) {
    const copy = copyBinaries(native);
    const enter = [...switchTo(setpriv, other), '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
    const works = spawnSync(enter[0]!, [...enter.slice(1), join(copy, 'bin', 'postgres'), '--version'], { cwd: '/' });
    if (works.status === 0) return make('copy', copy, other, [...enter, '--pdeathsig', 'INT']);
  }
  throw new SealtrailError(
    'POSTGRES_ROOT',
    'PostgreSQL refuses to run as root and no other user can run it here: start as an ordinary user, or give a server of yours as DATABASE_URL.',
  );
}

function make(mode: RunAs['mode'], native: string, owner: RunAs['owner'], prefix: readonly string[]): RunAs {
  return {
    mode,
    native,
    owner,
    command: (program, args) => {
      const all = [...prefix, join(native, 'bin', program), ...args];
      return [all[0]!, all.slice(1)];
    },
  };
}

const switchTo = (setpriv: string, id: RunAs['owner']): string[] => [
  setpriv,
  `--reuid=${id.uid}`,
  `--regid=${id.gid}`,
  '--clear-groups',
];

function idOf(user: string): { uid: number; gid: number } | undefined {
  try {
    const ask = (flag: string): number =>
      Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

/** Copies the binaries where every user can read them, once per installed build. */
function copyBinaries(native: string): string {
  const binary = statSync(join(native, 'bin', 'postgres'));
  const copy = `/var/tmp/sealtrail-postgres-${binary.size}-${Math.floor(binary.mtimeMs)}`;
  if (existsSync(join(copy, 'bin', 'postgres'))) {
    // only root may have put it there: anyone can write to /var/tmp
    if (statSync(copy).uid === 0) return copy;
    rmSync(copy, { recursive: true, force: true });
  }
  const partial = `${copy}.${process.pid}`;
  mkdirSync(partial, { recursive: true, mode: 0o755 });
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  renameSync(partial, copy);
  return copy;
}
