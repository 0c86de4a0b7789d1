// `npm run reset`: empties the data folder, so that the next start is a first start.
import './lib/node-version.mjs';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, run } from './lib/fail.mjs';
import { home } from './lib/paths.mjs';
import { refuseWhileRunning } from './lib/running.mjs';

/** Everything that may lie in a data folder; a folder with none of it is not one of ours. */
const OURS = ['config.json', 'supervisor.lock', 'postgres', 'keys', 'chain', 'logs'];

await run(async () => {
  const folder = home();
  await refuseWhileRunning('reset');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (names.length > 0 && !names.some((name) => OURS.includes(name))) {
    throw new Failure(`${folder} does not look like a Sealtrail data folder: empty it by hand if you mean it.`);
  }
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
  console.log(names.length > 0 ? `Emptied ${folder}.` : `${folder} is empty already.`);
});
