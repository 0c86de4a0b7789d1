import type { NextRequest } from 'next/server';
import { MAX_BODY_BYTES, readBounded } from '../../../features/api/bounded-body';
import { isSameOrigin } from '../../../features/api/same-origin';
import { graphqlFailure, passOn } from '../../../features/api/upstream';
import { freshAccessToken } from '../../../features/session/access-token';
import { settings } from '../../../features/session/settings';

/** Hands a GraphQL request on to the API with the caller's token; the token never reaches the page. */
export async function POST(request: NextRequest): Promise<Response> {
  const { apiUrl, portalUrl } = settings();
  if (!isSameOrigin(request.headers, portalUrl))
    return graphqlFailure(403, 'FORBIDDEN', 'Only pages of this portal may call this.');
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    return graphqlFailure(415, 'BAD_REQUEST', 'Send application/json.');
  }
  try {
    const token = await freshAccessToken();
    if (token === undefined) return graphqlFailure(401, 'UNAUTHENTICATED', 'Sign in first.');
    const declared = Number(request.headers.get('content-length') ?? 0);
    const body = declared > MAX_BODY_BYTES ? undefined : await readBounded(request.body);
    if (body === undefined) return graphqlFailure(413, 'CAPTURE_TOO_LARGE', 'The request is larger than 33 MiB.');
    return passOn(
      await fetch(`${apiUrl}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body,
        cache: 'no-store',
        signal: request.signal,
      }),
    );
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    console.error('api unreachable:', error instanceof Error ? error.message : error);
    return graphqlFailure(502, 'API_UNREACHABLE', 'The API does not answer.');
  }
}
