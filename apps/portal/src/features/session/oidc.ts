import 'server-only';
import * as oidc from 'openid-client';
import { claimsOf, signedInFromClaims } from './signed-in';
import type { Session } from './session';
import { settings } from './settings';

const CLIENT_ID = 'sealtrail-portal';
export const callbackUrl = (): string => `${settings().portalUrl}/api/auth/callback`;

let discovered: Promise<oidc.Configuration> | undefined;

/** The identity provider's configuration, read once; a failed discovery is tried again next time. */
export function identityProvider(): Promise<oidc.Configuration> {
  const { issuer } = settings();
  discovered ??= oidc
    .discovery(new URL(issuer), CLIENT_ID, undefined, oidc.None(), {
      // The embedded provider speaks plain HTTP on loopback; anything else must be https.
      execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
    })
    .catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
  return discovered;
}

type Tokens = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

/** A session out of a token response; what the response leaves out is kept from the previous session. */
export function sessionFromTokens(tokens: Tokens, previous?: Session): Session {
  const claims = claimsOf(tokens.access_token);
  const expiresAt =
    typeof claims.exp === 'number' ? claims.exp : Math.floor(Date.now() / 1000) + (tokens.expiresIn() ?? 60);
  return {
    ...signedInFromClaims(claims),
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? previous?.refreshToken,
    idToken: tokens.id_token ?? previous?.idToken,
    expiresAt,
  };
}
