import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './paths.mjs';

const SKIPPED = new Set(['node_modules', 'dist', '.next', 'generated', 'public']);
const SPECIFIER =
  /(?:^|[;}\s])(?:import|export)\s[^'"();]*?from\s*['"]([^'"]+)['"]|(?:^|[;\s])import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/** All TypeScript sources below a folder of the repository. */
export function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

const withoutComments = (text) =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/^\s*\/\/.*$/gm, '');

/** Imports of a file: `{ line, specifier, target }`, target being a path from the root for what lies in this repository. */
export function importsOf(path) {
  const text = withoutComments(readFileSync(path, 'utf8'));
  return [...text.matchAll(SPECIFIER)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3];
    return { line: text.slice(0, match.index).split('\n').length, specifier, target: targetOf(path, specifier) };
  });
}

function targetOf(path, specifier) {
  if (specifier.startsWith('.')) return relative(ROOT, sourceOf(resolve(dirname(path), specifier)));
  const own = /^@sealtrail\/([^/]+)(?:\/(.+))?$/.exec(specifier);
  if (!own) return undefined;
  const folder =
    ['libs', 'apps'].map((group) => `${group}/${own[1]}`).find((candidate) => existsSync(join(ROOT, candidate))) ??
    own[1];
  return own[2] ? `${folder}/src/${own[2]}.ts` : folder;
}

const sourceOf = (path) =>
  [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx'), `${path}.ts`, `${path}.tsx`].find((candidate) =>
    existsSync(candidate),
  ) ?? path;
