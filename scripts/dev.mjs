// `npm run dev`: builds, starts the platform, and restarts it with a fresh build when sources change.
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBuilt } from './lib/build.mjs';
import { Failure, run } from './lib/fail.mjs';
import { fingerprint } from './lib/fingerprint.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { at } from './lib/paths.mjs';

const WATCHED = ['apps', 'libs', 'chain-node/src', 'prisma'];
let child;
let leaving = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    leaving = true;
    child?.kill('SIGTERM');
  });
}

const platform = () =>
  new Promise((resolve) => {
    child = spawn(process.execPath, [at('scripts/start.mjs'), ...process.argv.slice(2)], {
      stdio: 'inherit',
      detached: true,
    });
    child.on('close', resolve);
  });

await run(async () => {
  await ensureInstalled();
  while (!leaving) {
    const seen = fingerprint(WATCHED);
    try {
      await ensureBuilt();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.error(`${error.message}\nWaiting for a change.`);
    }
    const ended = platform();
    let over = false;
    void ended.then(() => (over = true));
    while (!leaving && !over && fingerprint(WATCHED) === seen) await sleep(1000);
    if (over && !leaving) return 1;
    child.kill('SIGTERM');
    await ended;
  }
});
