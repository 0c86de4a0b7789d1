import 'server-only';
import * as oidc from 'openid-client';
import { identityProvider, sessionFromTokens } from './oidc';
import { clearSession, readSession, type Session, writeSession } from './session';

/** Seconds before the end at which a token counts as spent. */
const LEEWAY_SECONDS = 20;
/** How long the answer to a refresh is shared with requests that still carry the old cookie. */
const SHARE_MILLISECONDS = 30_000;

// Refresh tokens rotate: two requests that refresh with the same one would end the session. They share one answer.
const refreshing = new Map<string, Promise<Session | undefined>>();

function refresh(session: Session): Promise<Session | undefined> {
  const { refreshToken } = session;
  if (refreshToken === undefined) return Promise.resolve(undefined);
  const running = refreshing.get(refreshToken);
  if (running !== undefined) return running;
  const answer = identityProvider()
    .then((provider) => oidc.refreshTokenGrant(provider, refreshToken))
    .then((tokens) => sessionFromTokens(tokens, session))
    .catch((error: unknown) => {
      // invalid_grant means the session is over; anything else (provider down) must not sign people out.
      if (error instanceof oidc.ResponseBodyError) return undefined;
      refreshing.delete(refreshToken);
      throw error;
    });
  refreshing.set(refreshToken, answer);
  setTimeout(() => refreshing.delete(refreshToken), SHARE_MILLISECONDS).unref();
  return answer;
}

/** A token that is good for the next seconds, or undefined when the person has to sign in again. Route handlers only. */
export async function freshAccessToken(): Promise<string | undefined> {
  const session = await readSession();
  if (session === undefined) return undefined;
  if (session.expiresAt - LEEWAY_SECONDS > Date.now() / 1000) return session.accessToken;
  const renewed = await refresh(session);
  if (renewed === undefined) {
    await clearSession();
    return undefined;
  }
  await writeSession(renewed);
  return renewed.accessToken;
}
