import { decodeJwt } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { IdentityConfig } from '../config.js';

/** Adds the members of a token answer that Keycloak has beyond RFC 6749 §5.1. */
export function shapeTokenResponse(config: Pick<IdentityConfig, 'sessionSeconds'>) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    const body: unknown = ctx.body;
    if (ctx.oidc?.route !== 'token' || typeof body !== 'object' || body === null) return;
    if (!('access_token' in body) || typeof body.access_token !== 'string') return;
    const refresh = ctx.oidc.entities.RefreshToken?.remainingTTL ?? config.sessionSeconds;
    const { sid } = decodeJwt(body.access_token);
    ctx.body = { ...body, refresh_expires_in: refresh, 'not-before-policy': 0, session_state: sid };
  };
}
