import { existsSync } from 'node:fs';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { at } from './paths.mjs';
import { command, step } from './progress.mjs';

const isSource = (file) => !/\.(spec|medium|bench|e2e)\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.md');
const TSC = at('node_modules/typescript/bin/tsc');

const CODE = [
  'libs',
  'chain-node',
  'apps/api',
  'apps/cli',
  'apps/identity',
  'prisma/seed',
  'tsconfig.base.json',
  'tsconfig.json',
  'package-lock.json',
];

/** What is built, in order: from which sources, and a file that proves the result is there. */
const STEPS = [
  {
    name: 'prisma',
    title: 'Generating the database client',
    sources: ['prisma/schema', 'prisma.config.ts', 'package-lock.json'],
    output: 'apps/api/src/generated/prisma',
    // generation is WebAssembly; any executable satisfies the check for the engine it does not use
    run: () =>
      command(
        'prisma',
        'The database client could not be generated.',
        process.execPath,
        [at('node_modules/prisma/build/index.js'), 'generate'],
        {
          env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
        },
      ),
  },
  {
    name: 'code',
    title: 'Compiling',
    sources: [...CODE, 'prisma/schema'],
    output: 'apps/cli/dist/supervisor/main.js',
    run: () =>
      command('code', 'The sources do not compile.', process.execPath, [TSC, '-b', '.', ...optionalProjects()]),
  },
  {
    name: 'portal',
    title: 'Building the portal',
    sources: ['apps/portal', 'libs', 'tsconfig.base.json', 'package-lock.json'],
    output: 'apps/portal/.next/BUILD_ID',
    run: () =>
      command('portal', 'The portal does not build.', ...npmRun('build', '@sealtrail/portal'), {
        env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      }),
  },
];

const optionalProjects = () => ['prisma/seed'].filter((path) => existsSync(at(path, 'tsconfig.json')));

function npmRun(script, workspace) {
  const npm = process.env.npm_execpath;
  const [file, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  return [file, [...args, 'run', script, '-w', workspace]];
}

/** Builds whatever changed since it was built last. `only` names steps; default all. */
export async function ensureBuilt(only = STEPS.map(({ name }) => name)) {
  for (const { name, title, sources, output, run } of STEPS) {
    if (!only.includes(name)) continue;
    const value = fingerprint(sources, isSource);
    if (isStamped(name, value) && existsSync(at(output))) continue;
    await step(title, run);
    stamp(name, value);
  }
}
