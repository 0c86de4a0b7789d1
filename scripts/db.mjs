// `npm run db:migrate` applies prisma/migrations to DATABASE_URL.
import './lib/node-version.mjs';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { Failure, run } from './lib/fail.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { at } from './lib/paths.mjs';

await run(async () => {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Failure('Set DATABASE_URL to the database you mean.');
  await ensureInstalled();
  await ensureBuilt(['prisma', 'code']);
  const { migrate } = await import(pathToFileURL(at('libs/postgres/dist/migrate.js')).href);
  const applied = await migrate(url, undefined, console.log);
  console.log(applied.length > 0 ? `Applied ${applied.length}.` : 'Nothing to apply.');
  return 0;
});
