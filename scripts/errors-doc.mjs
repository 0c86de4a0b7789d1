// `node scripts/errors-doc.mjs`: writes docs/errors.md from the catalogue of codes.
import './lib/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { renderErrorsDoc } from './lib/errors-doc.mjs';
import { Failure, run } from './lib/fail.mjs';
import { at } from './lib/paths.mjs';

await run(async () => {
  const built = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-b', at('libs/errors')]);
  if (built.status !== 0) throw new Failure(`The catalogue does not compile: ${String(built.stdout).trim()}`);
  const { CATALOGUE } = await import(pathToFileURL(at('libs/errors/dist/catalogue.js')).href);
  writeFileSync(at('docs/errors.md'), renderErrorsDoc(CATALOGUE));
  return 0;
});
