import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { at, ROOT } from './paths.mjs';

const SKIPPED = new Set(['node_modules', 'dist', '.next', '.build', 'generated', '.git', '.sealtrail']);
/** Written by builds among the sources. */
const WRITTEN = /^next-env\.d\.ts$|\.tsbuildinfo$|\.log$/;
const STAMPS = at('.build/stamps.json');

function* files(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (SKIPPED.has(entry.name) || WRITTEN.test(entry.name)) continue;
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* files(child);
    else if (entry.isFile()) yield child;
  }
}

/** Hash over names and contents of files and folders: a checkout with other timestamps is still the same. */
export function fingerprint(paths, accept = () => true) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const path of paths) {
    for (const file of files(at(path))) {
      if (!accept(file)) continue;
      hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const readStamps = () => (existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) : {});

/** True when `name` was built last from sources with this fingerprint. */
export const isStamped = (name, value) => readStamps()[name] === value;

/** Records what `name` was built from. */
export function stamp(name, value) {
  mkdirSync(at('.build'), { recursive: true });
  writeFileSync(STAMPS, JSON.stringify({ ...readStamps(), [name]: value }, null, 2));
}
