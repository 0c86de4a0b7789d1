import { KeycloakAdmin } from './admin.js';
import { describeProvider } from './conformance.js';

/** Set by run.mjs, which starts the server. */
const url = process.env.KEYCLOAK_TEST_URL;
const credentials = process.env.KEYCLOAK_TEST_ADMIN;
if (url === undefined || credentials === undefined)
  throw new Error('Run this through npm run test:keycloak, which starts Keycloak first.');

describeProvider('Keycloak', async () => {
  const admin = new KeycloakAdmin(url, JSON.parse(credentials) as { username: string; password: string });
  return {
    url,
    realm: 'sealtrail',
    portalUrl: 'http://localhost:3000',
    apiSecret: await admin.clientSecret('sealtrail-api'),
    rotateSigningKey: () => admin.addSigningKey(),
    stop: async () => undefined,
  };
});
