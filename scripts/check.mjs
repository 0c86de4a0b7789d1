// `npm run check`: types, lint, import direction, format and dead code, side by side; prints what is wrong only.
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { ensureBuilt } from './lib/build.mjs';
import { run } from './lib/fail.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { at, ROOT } from './lib/paths.mjs';

const TSC = 'node_modules/typescript/bin/tsc';
const CODE = ['apps', 'libs', 'chain-node', 'prisma', 'test', 'scripts', 'vitest.config.ts'];

const CHECKS = [
  { name: 'types', args: [TSC, '-p', 'tsconfig.check.json'] },
  {
    name: 'types of the portal',
    args: [TSC, '-p', 'apps/portal/tsconfig.json', '--noEmit'],
    when: 'apps/portal/tsconfig.json',
  },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--quiet'] },
  { name: 'import direction and house rules', args: ['scripts/house-rules.mjs'] },
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', ...CODE] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'] },
];

function check({ name, args }) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}

await run(async () => {
  const only = process.argv.slice(2);
  await ensureInstalled();
  // references are read as compiled declarations; this also proves that everything compiles
  await ensureBuilt(['prisma', 'code']);
  const queue = CHECKS.filter(
    ({ name, when }) =>
      (!when || existsSync(at(when))) && (only.length === 0 || only.some((word) => name.includes(word))),
  );
  const results = [];
  // two at a time: more only makes each slower
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await check(next));
  };
  await Promise.all([lane(), lane()]);
  return results.every(Boolean) ? 0 : 1;
});
