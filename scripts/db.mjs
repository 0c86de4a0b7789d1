// `npm run db:migrate` applies prisma/migrations to DATABASE_URL; `npm run db:diff` prints the SQL that is missing there.
import './lib/node-version.mjs';
import { pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { ensureBuilt } from './lib/build.mjs';
import { Failure, run } from './lib/fail.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { at, ROOT } from './lib/paths.mjs';

await run(async () => {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Failure('Set DATABASE_URL to the database you mean.');
  await ensureInstalled();
  await ensureBuilt(['prisma', 'code']);
  if (process.argv[2] === 'migrate') {
    const { migrate } = await import(pathToFileURL(at('libs/postgres/dist/migrate.js')).href);
    const applied = await migrate(url, undefined, console.log);
    console.log(applied.length > 0 ? `Applied ${applied.length}.` : 'Nothing to apply.');
    return 0;
  }
  const args = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--script'];
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: at('scripts/schema-engine.mjs'), CHECKPOINT_DISABLE: '1' };
  return spawnSync(process.execPath, [at('node_modules/prisma/build/index.js'), ...args], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  }).status;
});
