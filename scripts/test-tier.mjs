// `npm run test:unit -- libs/merkle`: one tier, quickly, with what is built already.
import './lib/node-version.mjs';
import { Failure, run } from './lib/fail.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureBrowser } from './lib/browser.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runTier, TIERS } from './lib/tiers.mjs';

await run(async () => {
  const [name, ...filters] = process.argv.slice(2);
  const tier = TIERS.find((one) => one.name === name);
  if (!tier) throw new Failure(`There is no tier ${name}: ${TIERS.map((one) => one.name).join(', ')}.`);
  await ensureInstalled();
  if (name === 'medium') await ensureBuilt(['prisma', 'code']);
  if (name === 'e2e') await ensureBuilt();
  if (tier.browser) await ensureBrowser();
  const { passed, failed } = await runTier(tier, filters);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
