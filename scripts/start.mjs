// `npm start`: needs nothing but Node. Installs and builds what is missing, then becomes the supervisor.
import './lib/node-version.mjs';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { run } from './lib/fail.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { at } from './lib/paths.mjs';
import { refuseWhileRunning } from './lib/running.mjs';

await run(async () => {
  // never rebuild under a running platform
  await refuseWhileRunning();
  await ensureInstalled();
  await ensureBuilt();
  const { main } = await import(pathToFileURL(at('apps/cli/dist/supervisor/main.js')).href);
  return main(process.argv.slice(2));
});
