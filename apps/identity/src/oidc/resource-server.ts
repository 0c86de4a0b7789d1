import type { ResourceServer } from 'oidc-provider';
import { ALL_SCOPES } from './token-shape.js';
import { API_AUDIENCE } from './clients.js';

/** The one resource that tokens are made for. Keycloak has no such parameter; clients never see it. */
export const RESOURCE = 'urn:sealtrail:api';

/** Access tokens are JWTs signed with RS256, like Keycloak's. */
export const resourceServer = (accessTokenSeconds: number): ResourceServer => ({
  scope: ALL_SCOPES,
  audience: API_AUDIENCE,
  accessTokenFormat: 'jwt',
  accessTokenTTL: accessTokenSeconds,
  jwt: { sign: { alg: 'RS256' } },
});
