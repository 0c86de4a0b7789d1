import 'server-only';
import { sealData, unsealData } from 'iron-session';
import { cookies } from 'next/headers';
import { joinChunks, MAX_CHUNKS, splitIntoChunks } from './cookie-chunks';
import { settings } from './settings';
import type { SignedIn } from './signed-in';

/** What the sealed cookie holds: who it is, and the tokens that speak for them. */
export interface Session extends SignedIn {
  accessToken: string;
  refreshToken: string | undefined;
  /** Kept only to let the identity provider end its own session at sign-out. */
  idToken: string | undefined;
  /** Seconds since 1970 at which the access token ends. */
  expiresAt: number;
}

const NAME = 'sealtrail_session';
const LIFETIME_SECONDS = 12 * 60 * 60;

export const cookieAttributes = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: settings().portalUrl.startsWith('https:') }) as const;

/** The session of this request, or undefined: missing, expired and forged look the same. */
export async function readSession(): Promise<Session | undefined> {
  const jar = await cookies();
  const sealed = joinChunks(NAME, (name) => jar.get(name)?.value);
  if (sealed === undefined) return undefined;
  const session = await unsealData<Partial<Session>>(sealed, {
    password: settings().sessionSecret,
    ttl: LIFETIME_SECONDS,
  });
  return session.accessToken === undefined ? undefined : (session as Session);
}

/** Writes the session; only route handlers may call it. */
export async function writeSession(session: Session): Promise<void> {
  const jar = await cookies();
  const sealed = await sealData(session, { password: settings().sessionSecret, ttl: LIFETIME_SECONDS });
  const chunks = splitIntoChunks(sealed);
  for (let index = 0; index < MAX_CHUNKS; index += 1) {
    const chunk = chunks[index];
    if (chunk !== undefined) jar.set(`${NAME}.${index}`, chunk, { ...cookieAttributes(), maxAge: LIFETIME_SECONDS });
    else if (jar.has(`${NAME}.${index}`)) jar.delete(`${NAME}.${index}`);
  }
}

/** Forgets the session; only route handlers may call it. */
export async function clearSession(): Promise<void> {
  const jar = await cookies();
  for (let index = 0; index < MAX_CHUNKS; index += 1) {
    if (jar.has(`${NAME}.${index}`)) jar.delete(`${NAME}.${index}`);
  }
}
