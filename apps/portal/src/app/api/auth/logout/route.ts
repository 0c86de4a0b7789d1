import * as oidc from 'openid-client';
import { NextResponse, type NextRequest } from 'next/server';
import { identityProvider } from '../../../../features/session/oidc';
import { isSameOrigin } from '../../../../features/api/same-origin';
import { clearSession, readSession } from '../../../../features/session/session';
import { settings } from '../../../../features/session/settings';

/** Ends the session here and at the identity provider. POST only, so that no link or prefetch signs anyone out. */
export async function POST(request: NextRequest): Promise<Response> {
  const { portalUrl } = settings();
  if (!isSameOrigin(request.headers, portalUrl)) return new NextResponse(null, { status: 403 });
  const session = await readSession();
  await clearSession();
  const home = `${portalUrl}/`;
  if (session === undefined) return NextResponse.redirect(home, 303);
  try {
    const target = oidc.buildEndSessionUrl(await identityProvider(), {
      post_logout_redirect_uri: home,
      ...(session.idToken === undefined ? {} : { id_token_hint: session.idToken }),
    });
    return NextResponse.redirect(target, 303);
  } catch {
    return NextResponse.redirect(home, 303);
  }
}
