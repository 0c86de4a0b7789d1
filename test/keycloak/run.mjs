/**
 * npm run test:keycloak: the conformance suite against a real Keycloak with docker/keycloak/sealtrail-realm.json.
 * Needs Java 17 or newer, and the distribution from Maven Central or in KEYCLOAK_DIST.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startKeycloak } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const vitest = join(here, '../../node_modules/vitest/vitest.mjs');

let keycloak;
let tests = null;
const stop = async (code) => {
  tests?.kill();
  await keycloak?.stop();
  process.exit(code);
};
process.once('SIGINT', () => stop(130));
process.once('SIGTERM', () => stop(143));

try {
  keycloak = await startKeycloak();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
tests = spawn(process.execPath, [vitest, 'run', '--config', join(here, 'vitest.config.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, KEYCLOAK_TEST_URL: keycloak.url, KEYCLOAK_TEST_ADMIN: JSON.stringify(keycloak.admin) },
});
tests.once('exit', (code) => stop(code ?? 1));
