/**
 * Resource owner password credentials (RFC 6749 §4.3), for the command line on the embedded provider only.
 * OAuth 2.1 drops this grant: a Keycloak in production should switch it off (docker/keycloak/README.md).
 */
import { errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';
import { messages } from '../messages/en.js';
import { makeGrant } from './ensure-grant.js';
import type { Modules } from './modules.js';
import { RESOURCE } from './resource-server.js';
import { idTokenClaims, SCOPES } from './token-shape.js';

function refuse(status: number, sentence: string): Error {
  const error = new errors.CustomOIDCProviderError('invalid_grant', sentence);
  return Object.assign(error, { status, statusCode: status });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Handler of `grant_type=password`. Wrong credentials answer 400 `invalid_grant` (RFC 6749 §5.2); too many of them 429. */
export function passwordGrant(modules: Modules, resource: ResourceServer) {
  return async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { params, client, provider } = ctx.oidc;
    if (!client) throw new errors.InvalidClient('client missing');
    const result = await modules.signIn.check({
      username: text(params?.username),
      password: text(params?.password),
      address: ctx.ip,
    });
    if (result.kind === 'locked') {
      ctx.set('retry-after', String(result.seconds));
      throw refuse(429, messages.signIn.locked(result.seconds));
    }
    if (result.kind === 'refused') throw refuse(400, messages.signIn.refused);

    const { account } = result;
    const asked = text(params?.scope).split(' ');
    const scope = SCOPES.filter((name) => name !== 'openid' || asked.includes('openid')).join(' ');
    const grant = await makeGrant(provider, client.clientId, account.id);
    const source = { accountId: account.id, client, grantId: grant.jti, gty: 'password', scope };

    const accessToken = new provider.AccessToken(source);
    accessToken.resourceServer = new provider.ResourceServer(RESOURCE, resource);
    ctx.oidc.entity('AccessToken', accessToken);
    const refreshToken = new provider.RefreshToken({ ...source, resource: RESOURCE, rotations: 0 });
    ctx.oidc.entity('RefreshToken', refreshToken);

    ctx.body = {
      access_token: await accessToken.save(),
      expires_in: accessToken.expiration,
      refresh_token: await refreshToken.save(),
      token_type: 'Bearer',
      scope,
      ...(scope.includes('openid') ? { id_token: await idToken(ctx, account, grant.jti) } : {}),
    };
  };
}

async function idToken(
  ctx: KoaContextWithOIDC,
  account: Parameters<typeof idTokenClaims>[0],
  grantId: string,
): Promise<string> {
  const { provider, client } = ctx.oidc;
  const token = new provider.IdToken(idTokenClaims(account, { clientId: client?.clientId, grantId }), { ctx });
  // The claim mask; set as the provider's own grants do, though its types do not show it.
  Object.assign(token, { scope: SCOPES.join(' ') });
  return token.issue({ use: 'idtoken' });
}
