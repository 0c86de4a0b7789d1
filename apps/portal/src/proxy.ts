import { NextResponse, type NextRequest } from 'next/server';

/**
 * Sets the Content Security Policy with a fresh nonce per page. Scripts run only from this origin or with the nonce.
 * Styles keep 'unsafe-inline': Mantine writes style attributes, which no nonce can cover.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const development = process.env.NODE_ENV === 'development';
  const policy = [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    // Signing out posts here and is sent on to the identity provider; browsers check form-action on the way.
    `form-action 'self' ${new URL(process.env.KEYCLOAK_URL ?? `http://localhost:${process.env.IDENTITY_PORT ?? '8180'}`).origin}`,
  ].join('; ');

  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  // Layouts and pages do not see their own address; signing in has to come back to it.
  headers.set('x-wanted', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

// Route handlers stay outside: the proxy would buffer their bodies.
export const config = { matcher: ['/((?!api/|_next/|icon.svg|sw.js|fonts/).*)'] };
