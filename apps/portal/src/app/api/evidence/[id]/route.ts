import type { NextRequest } from 'next/server';
import { decodeParam } from '../../../../features/api/decode-param';
import { passOn, problem } from '../../../../features/api/upstream';
import { freshAccessToken } from '../../../../features/session/access-token';
import { settings } from '../../../../features/session/settings';

/** Hands on the evidence file of one event; `?level=published` asks for one that is not anchored yet. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const token = await freshAccessToken();
    if (token === undefined) return problem(401, 'UNAUTHENTICATED', 'Sign in first.');
    const id = encodeURIComponent(decodeParam((await params).id));
    const level = request.nextUrl.searchParams.get('level') === 'published' ? '?level=published' : '';
    return passOn(
      await fetch(`${settings().apiUrl}/log/evidence/${id}${level}`, {
        headers: { authorization: `Bearer ${token}` },
        cache: 'no-store',
        signal: request.signal,
      }),
    );
  } catch {
    return problem(502, 'API_UNREACHABLE', 'The API does not answer.');
  }
}
