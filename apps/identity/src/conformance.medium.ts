import { freePort } from '@sealtrail/postgres/free-port';
import { startTestDatabase } from '@sealtrail/testkit/database';
import { describeProvider } from '../../../test/keycloak/conformance.js';
import { readConfig } from './config.js';
import { startIdentity } from './start.js';

describeProvider('embedded provider', async () => {
  const database = await startTestDatabase();
  const port = await freePort();
  const portalUrl = 'http://localhost:3000';
  const apiSecret = 'only for this run';
  const config = readConfig({
    DATABASE_URL: database.url,
    IDENTITY_PORT: String(port),
    PORTAL_URL: portalUrl,
    SEALTRAIL_API_SECRET: apiSecret,
  });
  const identity = await startIdentity(config);
  return {
    url: `http://localhost:${port}`,
    realm: config.realm,
    portalUrl,
    apiSecret,
    rotateSigningKey: () => identity.rotateSigningKey(),
    async stop() {
      await identity.close();
      await database.stop();
    },
  };
});
