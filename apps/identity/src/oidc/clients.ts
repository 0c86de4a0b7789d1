import type { ClientMetadata } from 'oidc-provider';
import type { IdentityConfig } from '../config.js';

export const PORTAL_CLIENT = 'sealtrail-portal';
export const CLI_CLIENT = 'sealtrail-cli';
/** Audience of the access tokens, and the id of the confidential client that may introspect them. */
export const API_AUDIENCE = 'sealtrail-api';

/** The clients of the realm. docker/keycloak/sealtrail-realm.json declares the same ones. */
export function clients(config: Pick<IdentityConfig, 'portalUrl' | 'apiSecret'>): ClientMetadata[] {
  const list: ClientMetadata[] = [
    {
      client_id: PORTAL_CLIENT,
      client_name: 'Sealtrail portal',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${config.portalUrl}/api/auth/callback`],
      post_logout_redirect_uris: [`${config.portalUrl}/`],
    },
    {
      client_id: CLI_CLIENT,
      client_name: 'Sealtrail command line',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['password', 'refresh_token'],
      response_types: [],
      redirect_uris: [],
    },
  ];
  if (config.apiSecret !== undefined) {
    list.push({
      client_id: API_AUDIENCE,
      client_secret: config.apiSecret,
      grant_types: [],
      response_types: [],
      redirect_uris: [],
    });
  }
  return list;
}
