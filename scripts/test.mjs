// `npm test`: installs, builds, runs every tier, and ends with one line of counts. `--only=unit,medium` picks tiers.
import './lib/node-version.mjs';
import { run } from './lib/fail.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureBrowser } from './lib/browser.mjs';
import { runTier, TIERS } from './lib/tiers.mjs';

await run(async () => {
  const only = process.argv
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  const filters = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
  await ensureInstalled();
  await ensureBuilt();
  const totals = { passed: 0, failed: 0 };
  for (const tier of TIERS.filter(({ name }) => !only || only.includes(name))) {
    if (tier.browser) await ensureBrowser();
    const result = await runTier(tier, filters);
    totals.passed += result.passed;
    totals.failed += result.failed;
  }
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
});
