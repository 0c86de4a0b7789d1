/**
 * Claims in the shape that Keycloak gives them, so that everything behind the provider works unchanged with either.
 * @see https://www.keycloak.org/securing-apps/oidc-layers
 */
import type { Account } from '../accounts/account.js';
import { API_AUDIENCE } from './clients.js';

/** What a token remembers of the sign-in that made it. */
export interface TokenSource {
  readonly clientId?: string | undefined;
  readonly sessionUid?: string | undefined;
  readonly grantId?: string | undefined;
}

/** `sid`: the browser session, or for a password grant the grant itself. */
export const sidOf = (source: TokenSource): string | undefined => source.sessionUid ?? source.grantId;

/** Claims about the person, the same in access token, ID token and userinfo. */
export function personClaims(account: Account): Record<string, unknown> {
  return {
    sub: account.id,
    preferred_username: account.username,
    name: `${account.firstName} ${account.lastName}`,
    given_name: account.firstName,
    family_name: account.lastName,
    email: account.email,
    email_verified: true,
    realm_access: { roles: [...account.roles] },
    ...(account.organization === null ? {} : { organization: account.organization }),
  };
}

/** Claims that an access token has beyond those of RFC 9068. */
export function accessTokenClaims(account: Account, source: TokenSource): Record<string, unknown> {
  return {
    ...personClaims(account),
    typ: 'Bearer',
    azp: source.clientId,
    aud: [API_AUDIENCE, 'account'],
    sid: sidOf(source),
  };
}

/** Claims that an ID token has beyond those of OpenID Connect Core §2. */
export function idTokenClaims(account: Account, source: TokenSource): Record<string, unknown> {
  return { ...personClaims(account), typ: 'ID', azp: source.clientId, sid: sidOf(source) };
}

/** Which scope shows which claim; masks ID tokens. */
export const SCOPE_CLAIMS = {
  openid: ['sub', 'sid', 'typ', 'azp', 'realm_access', 'organization'],
  profile: ['preferred_username', 'name', 'given_name', 'family_name'],
  email: ['email', 'email_verified'],
};

export const SCOPES = ['openid', 'profile', 'email'] as const;
export const ALL_SCOPES = SCOPES.join(' ');
