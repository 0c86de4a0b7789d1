// The rules of the house that no linter knows. Prints each breach as `file:line sentence`.
import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { importBreach } from './lib/import-rules.mjs';
import { importsOf, sources } from './lib/imports.mjs';
import { ROOT } from './lib/paths.mjs';

const BROWSER_SAFE = [
  'errors',
  'bytes',
  'crypto',
  'merkle',
  'tlog',
  'sdjwt',
  'gs1',
  'epcis',
  'chain-client',
  'evidence',
];
const GENERATED_BY_FRAMEWORK = /apps\/portal\/src\/app\//;

const isTest = (file) => /\.(spec|medium|bench|e2e)\.tsx?$/.test(file);

/** Each rule: which files, and the faults as [line, sentence]. */
const RULES = [
  function names(file) {
    const name = basename(file);
    if (/^[a-z0-9]+([.-][a-z0-9]+)*\.tsx?$/.test(name) || GENERATED_BY_FRAMEWORK.test(file)) return [];
    return [[1, `${name}: file names are kebab-case`]];
  },
  function barrels(file) {
    return /^index\.tsx?$/.test(basename(file))
      ? [[1, 'no index files inside packages: import the file that says it']]
      : [];
  },
  function enums(file, lines) {
    return lines.flatMap((line, at) =>
      /^\s*(export\s+)?(const\s+)?enum\s+\w+/.test(line) && !lines.some((other) => other.includes('registerEnumType'))
        ? [[at + 1, 'no enum: use a union of string literals (GraphQL files register theirs)']]
        : [],
    );
  },
  function browserSafe(file, lines) {
    const lib = /^libs\/([^/]+)\/src\//.exec(file)?.[1];
    if (!BROWSER_SAFE.includes(lib) || isTest(file) || basename(file).startsWith('native')) return [];
    return lines.flatMap((line, at) =>
      /(from|import)\s*\(?['"]node:/.test(line)
        ? [[at + 1, 'protocol libraries run in the browser: node: only in files named native*']]
        : [],
    );
  },
  function importDirection(file) {
    return importsOf(join(ROOT, file)).flatMap(({ line, target }) => {
      const breach = importBreach(file, target);
      return breach ? [[line, breach]] : [];
    });
  },
  function length(file, lines) {
    const limit = isTest(file) || /(catalogue|messages|application-identifiers)\.ts$/.test(file) ? 1200 : 500;
    return lines.length > limit ? [[limit, `${lines.length} lines: split at 500`]] : [];
  },
];

let breaches = 0;
for (const group of ['apps', 'libs', 'chain-node', 'prisma/seed', 'test']) {
  for (const path of sources(join(ROOT, group))) {
    const file = relative(ROOT, path);
    const lines = readFileSync(path, 'utf8').split('\n');
    for (const rule of RULES) {
      for (const [line, sentence] of rule(file, lines)) {
        console.log(`${file}:${line} ${sentence}`);
        breaches++;
      }
    }
  }
}
process.exitCode = breaches === 0 ? 0 : 1;
