import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { at, ROOT } from './paths.mjs';

const VITEST = at('node_modules/vitest/vitest.mjs');

/** The tiers, cheapest first. `check` counts as one test. */
export const TIERS = [
  { name: 'check', args: [at('scripts/check.mjs')] },
  { name: 'unit', project: 'unit' },
  { name: 'medium', project: 'medium' },
  { name: 'e2e', project: 'e2e', browser: true },
];

/** Runs one tier with its output on the terminal; gives the counts. A tier that breaks counts as one failure. */
export async function runTier(tier, filters = []) {
  console.error(`\n── ${tier.name} ──`);
  const began = performance.now();
  const report = at('.build', `report-${tier.name}.json`);
  mkdirSync(at('.build'), { recursive: true });
  rmSync(report, { force: true });
  const args = tier.args ?? [
    VITEST,
    'run',
    '--project',
    tier.project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--passWithNoTests',
    ...filters,
  ];
  const code = await node(args);
  const result = tier.args ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 } : counts(report, code);
  console.error(
    `── ${tier.name}: ${result.passed} passed, ${result.failed} failed (${((performance.now() - began) / 1000).toFixed(0)} s)`,
  );
  return result;
}

function counts(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // a file that does not even load has no tests to fail; a skipped test is no passed one
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  if (numPendingTests + numTodoTests > 0) console.error(`${numPendingTests + numTodoTests} tests were skipped.`);
  const failed = numFailedTests + broken;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function node(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', process.stderr, process.stderr] });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
