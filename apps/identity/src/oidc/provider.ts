import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { renderErrorPage, renderSignOutPage, renderSignedOutPage } from '../pages/pages.js';
import { clients } from './clients.js';
import type { Modules } from './modules.js';
import { OidcStore } from './oidc-store.js';
import { passwordGrant } from './password-grant.js';
import { RESOURCE, resourceServer } from './resource-server.js';
import { ensureGrant } from './ensure-grant.js';
import {
  accessTokenClaims,
  idTokenClaims,
  personClaims,
  SCOPE_CLAIMS,
  SCOPES,
  type TokenSource,
} from './token-shape.js';
import { shapeTokenResponse } from './token-response.js';

const CONNECT = '/protocol/openid-connect';

/** Paths of the provider below `/realms/{realm}`, as Keycloak has them. */
const ROUTES = {
  authorization: `${CONNECT}/auth`,
  token: `${CONNECT}/token`,
  jwks: `${CONNECT}/certs`,
  userinfo: `${CONNECT}/userinfo`,
  end_session: `${CONNECT}/logout`,
  introspection: `${CONNECT}/token/introspect`,
  revocation: `${CONNECT}/revoke`,
};

/** The OpenID provider for one key set. Holds no state of its own: a new key set means a new provider. */
export function buildProvider(modules: Modules): Provider {
  const { config } = modules;
  const base = `/realms/${config.realm}`;
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, path: base } as const;
  const resource = resourceServer(config.accessTokenSeconds);

  const configuration: Configuration = {
    adapter: (model: string) => new OidcStore(modules.pool, model, modules.now),
    clients: clients(config),
    jwks: { keys: modules.keys.privateJwks as NonNullable<Configuration['jwks']>['keys'] },
    routes: ROUTES,
    scopes: [...SCOPES],
    claims: SCOPE_CLAIMS,
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientBasedCORS: (_ctx, origin) => origin === config.portalUrl,
    cookies: {
      keys: [modules.cookieKey.toString('base64url')],
      names: { session: 'sealtrail_session', interaction: 'sealtrail_sign_in', resume: 'sealtrail_resume' },
      long: cookie,
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    ttl: {
      AccessToken: config.accessTokenSeconds,
      IdToken: config.accessTokenSeconds,
      AuthorizationCode: 60,
      Interaction: 1800,
      RefreshToken: config.sessionSeconds,
      Session: config.sessionSeconds,
      Grant: config.sessionSeconds,
    },
    findAccount: async (_ctx, id, token) => {
      const account = await modules.accounts.findById(id);
      if (!account) return undefined;
      const source = (token ?? {}) as TokenSource;
      return {
        accountId: account.id,
        claims: (use) => ({
          sub: account.id,
          ...(use === 'id_token' ? idTokenClaims(account, source) : personClaims(account)),
        }),
      };
    },
    loadExistingGrant: ensureGrant,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // A public client cannot keep a secret, so its refresh tokens are used once (RFC 9700 §4.14.2).
    rotateRefreshToken: true,
    interactions: { url: (_ctx, interaction) => `${base}/login-actions/${interaction.uid}` },
    formats: {
      customizers: {
        jwt: async (_ctx, token, jwt) => {
          const accountId = 'accountId' in token ? token.accountId : undefined;
          const account = accountId === undefined ? undefined : await modules.accounts.findById(accountId);
          if (!account) throw new Error('an access token without an account');
          Object.assign(jwt.payload, accessTokenClaims(account, token as TokenSource));
          delete jwt.payload.client_id;
          jwt.header = { ...jwt.header, typ: 'JWT' };
        },
      },
    },
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      userinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.type = 'html';
          ctx.body = renderSignOutPage({ base, form });
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.type = 'html';
          ctx.body = renderSignedOutPage({ base, portalUrl: config.portalUrl });
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resource,
      },
    },
    renderError: (ctx: KoaContextWithOIDC, out) => {
      ctx.type = 'html';
      ctx.body = renderErrorPage({ base, portalUrl: config.portalUrl, code: out.error, detail: out.error_description });
    },
  };

  const provider = new Provider(config.issuer, configuration);
  // The Host and protocol headers are pinned to the issuer before the provider sees them.
  provider.proxy = config.issuer.startsWith('https:');
  provider.registerGrantType('password', passwordGrant(modules, resource), ['username', 'password', 'scope'], []);
  provider.use(shapeTokenResponse(config));
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.status !== 404 || ctx.body || ctx.accepts(['json', 'html']) !== 'html') return;
    ctx.body = renderErrorPage({ base, portalUrl: config.portalUrl, code: 'not_found' });
    ctx.type = 'html';
    ctx.status = 404;
  });
  provider.on('server_error', (_ctx, error) => console.error('identity: unexpected error', error));
  return provider;
}
