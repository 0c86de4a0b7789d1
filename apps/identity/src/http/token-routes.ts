import { createHash, createPublicKey, timingSafeEqual } from 'node:crypto';
import { Router, urlencoded, type Request } from 'express';
import { findLiveToken } from '../oidc/access-token.js';
import { API_AUDIENCE } from '../oidc/clients.js';
import type { Modules } from '../oidc/modules.js';
import { personClaims } from '../oidc/token-shape.js';

const CONNECT = '/protocol/openid-connect';
const form = urlencoded({ extended: false, limit: '16kb' });

function bearer(request: Request): string {
  const match = /^Bearer +([\w.~+/-]+=*)$/i.exec(request.get('authorization') ?? '');
  const body = request.body as Record<string, unknown> | undefined;
  return match?.[1] ?? (typeof body?.access_token === 'string' ? body.access_token : '');
}

/** Client id and secret from the Authorization header or the form (RFC 6749 §2.3.1). */
function clientCredentials(request: Request): { id: string; secret: string } {
  const match = /^Basic +([\w+/=-]+)$/i.exec(request.get('authorization') ?? '');
  const body = (request.body ?? {}) as Record<string, unknown>;
  if (!match) return { id: String(body.client_id ?? ''), secret: String(body.client_secret ?? '') };
  const [id = '', ...rest] = Buffer.from(match[1]!, 'base64').toString().split(':');
  try {
    return { id: decodeURIComponent(id), secret: decodeURIComponent(rest.join(':')) };
  } catch {
    return { id: '', secret: '' };
  }
}

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

/**
 * Userinfo and introspection for our JWT access tokens (the provider's own endpoints know opaque tokens only),
 * and Keycloak's realm page with the public key.
 */
export function tokenRoutes(modules: Modules): Router {
  const { config, keys } = modules;
  const router = Router();

  router.all(`${CONNECT}/userinfo`, form, async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'POST') return void response.status(405).end();
    response.set('cache-control', 'no-store');
    const live = await findLiveToken(modules, bearer(request));
    if (!live) {
      response
        .status(401)
        .set('www-authenticate', `Bearer realm="${config.realm}", error="invalid_token"`)
        .json({ error: 'invalid_token', error_description: 'Token verification failed' });
    } else if (
      !String(live.payload.scope ?? '')
        .split(' ')
        .includes('openid')
    ) {
      response
        .status(403)
        .set('www-authenticate', `Bearer realm="${config.realm}", error="insufficient_scope"`)
        .json({ error: 'insufficient_scope', error_description: 'Missing openid scope' });
    } else {
      response.json(personClaims(live.account));
    }
  });

  router.post(`${CONNECT}/token/introspect`, form, async (request, response) => {
    response.set('cache-control', 'no-store');
    const { id, secret } = clientCredentials(request);
    const allowed =
      config.apiSecret !== undefined &&
      id === API_AUDIENCE &&
      timingSafeEqual(digest(secret), digest(config.apiSecret));
    if (!allowed)
      return void response.status(401).json({ error: 'invalid_client', error_description: 'Authentication failed.' });
    const body = (request.body ?? {}) as Record<string, unknown>;
    const live = typeof body.token === 'string' ? await findLiveToken(modules, body.token) : undefined;
    response.json(
      live
        ? {
            ...live.payload,
            active: true,
            client_id: live.payload.azp,
            username: live.account.username,
            token_type: 'Bearer',
          }
        : { active: false },
    );
  });

  router.get('/', (_request, response) => {
    const jwk = keys.publicJwks[0]!;
    const key = createPublicKey({ key: { kty: 'RSA', n: jwk.n!, e: jwk.e! }, format: 'jwk' });
    response.json({
      realm: config.realm,
      public_key: key.export({ type: 'spki', format: 'der' }).toString('base64'),
      'token-service': `${config.issuer}${CONNECT}`,
      'account-service': `${config.issuer}/account`,
      'tokens-not-before': 0,
    });
  });
  return router;
}
