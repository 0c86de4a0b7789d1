import * as oidc from 'openid-client';
import { NextResponse, type NextRequest } from 'next/server';
import { rememberAttempt } from '../../../../features/session/login-attempt';
import { callbackUrl, identityProvider } from '../../../../features/session/oidc';
import { safeReturnPath } from '../../../../features/session/return-path';
import { settings } from '../../../../features/session/settings';

/** Sends the browser to the identity provider (authorization code with PKCE, RFC 7636). */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const provider = await identityProvider();
    const attempt = {
      verifier: oidc.randomPKCECodeVerifier(),
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      returnTo: safeReturnPath(request.nextUrl.searchParams.get('to')),
    };
    await rememberAttempt(attempt);
    const target = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: callbackUrl(),
      scope: 'openid profile email',
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      state: attempt.state,
      nonce: attempt.nonce,
    });
    return NextResponse.redirect(target, 303);
  } catch (error) {
    console.error('sign-in could not start:', error instanceof Error ? error.message : error);
    return NextResponse.redirect(`${settings().portalUrl}/?problem=identity-unreachable`, 303);
  }
}
