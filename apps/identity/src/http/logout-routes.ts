/**
 * Logout as Keycloak does it: an ID token proves whose session ends, so no question is asked
 * (OpenID Connect RP-Initiated Logout 1.0 §2), and a public client may end a session with its refresh token.
 * What proves nothing goes on to the provider, which asks.
 */
import { Router, urlencoded, type Request, type Response } from 'express';
import { createLocalJWKSet, jwtVerify, type JWTPayload } from 'jose';
import type { Modules } from '../oidc/modules.js';
import { endSession } from '../oidc/oidc-store.js';
import { sidOf } from '../oidc/token-shape.js';
import { renderErrorPage, renderSignedOutPage } from '../pages/pages.js';
import type { ProviderHost } from './host.js';

const PATH = '/protocol/openid-connect/logout';
type Params = Readonly<Record<string, unknown>>;

/** The payload of an ID token that we signed, expired or not; undefined for anything else. */
async function readHint(modules: Modules, hint: string): Promise<JWTPayload | undefined> {
  try {
    const keys = createLocalJWKSet({ keys: modules.keys.publicJwks });
    // An hour-old browser tab must still be able to sign out: expiry is not looked at.
    const { payload } = await jwtVerify(hint, keys, {
      issuer: modules.config.issuer,
      algorithms: ['RS256'],
      currentDate: new Date(0),
    });
    return payload.typ === 'ID' && typeof payload.sid === 'string' ? payload : undefined;
  } catch {
    return undefined;
  }
}

export function logoutRoutes(host: ProviderHost, modules: Modules): Router {
  const { config, pool } = modules;
  const base = `/realms/${config.realm}`;
  const router = Router();

  /** Ends the session of this browser's cookie too when it belongs to the same person. */
  const endBrowserSession = async (
    request: Request,
    response: Response,
    accountId: string | undefined,
  ): Promise<void> => {
    const context = host.provider.createContext(request, response);
    const session = await host.provider.Session.get(context);
    if (!session.accountId || session.accountId !== accountId) return;
    await endSession(pool, session.uid);
    context.cookies.set(host.provider.cookieName('session'), null, { path: base, signed: true });
  };

  const withHint = async (request: Request, response: Response, params: Params): Promise<void> => {
    const hint = await readHint(modules, String(params.id_token_hint));
    const client = typeof hint?.aud === 'string' ? await host.provider.Client.find(hint.aud) : undefined;
    const target = typeof params.post_logout_redirect_uri === 'string' ? params.post_logout_redirect_uri : undefined;
    const registered = target === undefined || client?.postLogoutRedirectUris?.includes(target);
    if (!hint || !client || !registered) {
      const detail = hint ? 'post_logout_redirect_uri is not registered' : 'id_token_hint is not valid';
      response
        .status(400)
        .type('html')
        .send(renderErrorPage({ base, portalUrl: config.portalUrl, code: 'invalid_request', detail }));
      return;
    }
    await endSession(pool, String(hint.sid));
    await endBrowserSession(request, response, hint.sub);
    if (target === undefined)
      return void response.type('html').send(renderSignedOutPage({ base, portalUrl: config.portalUrl }));
    const url = new URL(target);
    if (typeof params.state === 'string') url.searchParams.set('state', params.state);
    response.redirect(303, url.href);
  };

  router.get(PATH, async (request, response, next) => {
    if (typeof request.query.id_token_hint !== 'string') return next();
    response.set('cache-control', 'no-store');
    await withHint(request, response, request.query);
  });

  router.post(PATH, urlencoded({ extended: false, limit: '16kb' }), async (request, response) => {
    response.set('cache-control', 'no-store');
    const params = (request.body ?? {}) as Params;
    if (typeof params.refresh_token === 'string') {
      const token = await host.provider.RefreshToken.find(params.refresh_token);
      const sid = token && token.clientId === params.client_id ? sidOf(token) : undefined;
      if (sid === undefined)
        return void response.status(400).json({ error: 'invalid_grant', error_description: 'Invalid refresh token' });
      await endSession(pool, sid);
      return void response.status(204).end();
    }
    if (typeof params.id_token_hint === 'string') return withHint(request, response, params);
    const query = new URLSearchParams(
      Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    response.redirect(303, `${base}${PATH}?${query}`);
  });
  return router;
}
