declare module 'keycloak-connect/middleware/auth-utils/config.js' {
  export default class Config {
    constructor(settings: Readonly<Record<string, unknown>>);
  }
}

declare module 'keycloak-connect/middleware/auth-utils/grant-manager.js' {
  import type Config from 'keycloak-connect/middleware/auth-utils/config.js';
  export default class GrantManager {
    constructor(config: Config);
    /** Published keys; replaced, not changed, when they are fetched again. */
    readonly rotation: { readonly jwks: readonly object[] };
    createGrant(grant: { access_token: string }): Promise<{ access_token?: { content: unknown } }>;
  }
}
