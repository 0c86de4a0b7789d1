// `npm run graph`: which package imports which, as a Mermaid graph.
import './lib/node-version.mjs';
import { join, relative } from 'node:path';
import { importsOf, sources } from './lib/imports.mjs';
import { mermaid } from './lib/import-rules.mjs';
import { ROOT } from './lib/paths.mjs';

const nameOf = (file) =>
  file
    .split('/')
    .slice(0, file.startsWith('chain-node') ? 1 : 2)
    .join('/');
const edges = new Set();
for (const group of ['apps', 'libs', 'chain-node']) {
  for (const path of sources(join(ROOT, group))) {
    if (/\.(spec|medium|bench)\.tsx?$/.test(path)) continue;
    const from = nameOf(relative(ROOT, path));
    for (const { target } of importsOf(path)) {
      if (target && nameOf(target) !== from) edges.add(`${from} --> ${nameOf(target)}`);
    }
  }
}
console.log(mermaid(edges));
