import * as oidc from 'openid-client';
import { NextResponse, type NextRequest } from 'next/server';
import { takeAttempt } from '../../../../features/session/login-attempt';
import { callbackUrl, identityProvider, sessionFromTokens } from '../../../../features/session/oidc';
import { writeSession } from '../../../../features/session/session';
import { settings } from '../../../../features/session/settings';

/** Takes the code back, swaps it for tokens and goes on to the page that was wanted. */
export async function GET(request: NextRequest): Promise<Response> {
  const { portalUrl } = settings();
  const attempt = await takeAttempt(request.nextUrl.searchParams.get('state') ?? '');
  if (attempt === undefined) return NextResponse.redirect(`${portalUrl}/?problem=sign-in-expired`, 303);
  try {
    const provider = await identityProvider();
    const answer = new URL(`${callbackUrl()}${request.nextUrl.search}`);
    const tokens = await oidc.authorizationCodeGrant(provider, answer, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    await writeSession(sessionFromTokens(tokens));
    return NextResponse.redirect(`${portalUrl}${attempt.returnTo}`, 303);
  } catch (error) {
    console.error('sign-in failed:', error instanceof Error ? error.message : error);
    return NextResponse.redirect(`${portalUrl}/?problem=sign-in-failed`, 303);
  }
}
