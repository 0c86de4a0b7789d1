import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import { Failure } from './fail.mjs';
import { at, ROOT } from './paths.mjs';
import { command, step } from './progress.mjs';

const NEEDED_BYTES = 3e9;

/** Installs the exact packages of the lockfile when `node_modules` holds something else. No install script runs. */
export async function ensureInstalled() {
  if (matchesLockfile()) return;
  preflight();
  // npm names itself to the scripts it runs; from elsewhere it is the one on the PATH
  const npm = process.env.npm_execpath;
  const [file, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  await step('Installing packages', () =>
    command(
      'install',
      'The packages could not be installed.',
      file,
      [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        env: { npm_config_update_notifier: 'false' },
      },
    ),
  );
}

function preflight() {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch {
    throw new Failure(`There is no right to write to ${ROOT}: use a clone of your own, or give yourself the right.`);
  }
  const disk = statfsSync(ROOT);
  const free = disk.bavail * disk.bsize;
  if (free < NEEDED_BYTES && !existsSync(at('node_modules'))) {
    throw new Failure(
      `The disk has ${(free / 1e9).toFixed(1)} GB left and the installation needs about 3 GB: free some space and run the command again.`,
    );
  }
}

/** Compares npm's own record of what it installed with the lockfile: an interrupted install leaves none. */
function matchesLockfile() {
  const record = at('node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true;
    const found = have[path];
    if (!found) return entry.optional === true || entry.peer === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}
