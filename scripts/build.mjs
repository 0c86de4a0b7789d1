// `npm run build`: builds what changed.
import './lib/node-version.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { run } from './lib/fail.mjs';
import { ensureInstalled } from './lib/install.mjs';

await run(async () => {
  await ensureInstalled();
  const only = process.argv.slice(2);
  await ensureBuilt(only.length > 0 ? only : undefined);
});
