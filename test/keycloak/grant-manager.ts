import { createRequire } from 'node:module';
import type { ProviderUnderTest } from './provider-under-test.js';

interface Token {
  readonly token: string;
  readonly content: Record<string, unknown>;
}

/** The part of keycloak-connect that our API leans on. */
export interface GrantManager {
  createGrant(data: { access_token: string }): Promise<{ access_token: Token }>;
}

const require = createRequire(import.meta.url);
const Config = require('keycloak-connect/middleware/auth-utils/config.js') as new (options: object) => object;
const Manager = require('keycloak-connect/middleware/auth-utils/grant-manager.js') as new (
  config: object,
) => GrantManager;

/** keycloak-connect's GrantManager set up as an API does: bearer only, audience checked. */
export function grantManager(provider: ProviderUnderTest, audience = 'sealtrail-api'): GrantManager {
  const options = {
    realm: provider.realm,
    'auth-server-url': provider.url,
    resource: audience,
    'bearer-only': true,
    'verify-token-audience': true,
    // Seconds between two looks at the key set; tiny, so that rotation shows at once.
    'min-time-between-jwks-requests': 0.001,
  };
  return new Manager(new Config(options));
}
