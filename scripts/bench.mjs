// `npm run bench [-- NAME...]`: runs the `bench/*.bench.mjs` files whose path contains NAME and prints one table.
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { Failure, run } from './lib/fail.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { at, ROOT } from './lib/paths.mjs';

function benches() {
  const packages = ['libs', 'apps'].flatMap((group) => readdirSync(at(group)).map((name) => at(group, name)));
  return [...packages, at('chain-node'), at('test')]
    .map((folder) => join(folder, 'bench'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.bench.mjs'))
        .map((name) => join(folder, name)),
    );
}

function measure(file) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const rows = output
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line));
      if (code === 0) resolve(rows);
      else reject(new Failure(`${relative(ROOT, file)} failed with exit code ${code}.`));
    });
  });
}

const number = (value) =>
  typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 }) : '';

function table(rows) {
  const cells = rows.map((row) => [
    row.name,
    number(row.value),
    row.unit ?? '',
    number(row.baseline),
    row.ratio === undefined || row.ratio === null ? '' : row.ratio.toFixed(2),
  ]);
  const all = [['what', 'value', 'unit', 'baseline', 'ratio'], ...cells];
  const widths = all[0].map((_, column) => Math.max(...all.map((line) => line[column].length)));
  return all
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 || column === 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
        )
        .join('  '),
    )
    .join('\n');
}

await run(async () => {
  const wanted = process.argv.slice(2);
  await ensureInstalled();
  await ensureBuilt(['prisma', 'code']);
  const files = benches().filter(
    (file) => wanted.length === 0 || wanted.some((name) => relative(ROOT, file).includes(name)),
  );
  if (files.length === 0) throw new Failure('No benchmark has such a name.');
  const rows = [];
  for (const file of files) {
    console.error(`… ${relative(ROOT, file)}`);
    rows.push(...(await measure(file)));
  }
  console.log(table(rows));
});
