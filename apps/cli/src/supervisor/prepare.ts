/**
 * `node apps/cli/dist/supervisor/prepare.js`: makes ready what a deployment on real services needs before its parts
 * start: keys and genesis block in SEALTRAIL_HOME, migrations in DATABASE_URL. Running it again changes nothing.
 */
import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { migrate } from '@sealtrail/postgres/migrate';
import { ensureGenesis } from './genesis.js';
import { ensureConfig, ensureKeys } from './home-files.js';
import { prepareHome } from './preflight.js';
import { homeOf } from './settings.js';

async function prepare(): Promise<void> {
  const home = homeOf(process.env);
  prepareHome(home);
  const config = ensureConfig(home, new Date(), process.env);
  ensureKeys(home);
  await ensureGenesis(home, config.chainId);
  const url = process.env['DATABASE_URL'];
  const applied = url ? await migrate(url) : [];
  console.log(`Prepared ${home} for the log ${config.logOrigin}; ${applied.length} migrations applied.`);
}

prepare().catch((error: unknown) => {
  console.error(isSealtrailError(error) ? error.message : error);
  process.exit(1);
});
