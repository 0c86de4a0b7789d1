import 'server-only';
import { sealData, unsealData } from 'iron-session';
import { cookies } from 'next/headers';
import { cookieAttributes } from './session';
import { settings } from './settings';

/** What must survive the trip to the identity provider and back. */
export interface LoginAttempt {
  verifier: string;
  state: string;
  nonce: string;
  returnTo: string;
}

const LIFETIME_SECONDS = 15 * 60;
// One cookie per attempt: two tabs that sign in at once do not spoil each other.
const nameOf = (state: string): string => `sealtrail_login_${state.replace(/[^\w-]/g, '').slice(0, 12)}`;

/** Seals the attempt into a short-lived cookie. */
export async function rememberAttempt(attempt: LoginAttempt): Promise<void> {
  const sealed = await sealData(attempt, { password: settings().sessionSecret, ttl: LIFETIME_SECONDS });
  (await cookies()).set(nameOf(attempt.state), sealed, { ...cookieAttributes(), maxAge: LIFETIME_SECONDS });
}

/** Takes the attempt back, once. */
export async function takeAttempt(state: string): Promise<LoginAttempt | undefined> {
  const jar = await cookies();
  const sealed = jar.get(nameOf(state))?.value;
  if (sealed === undefined) return undefined;
  jar.delete(nameOf(state));
  const attempt = await unsealData<Partial<LoginAttempt>>(sealed, {
    password: settings().sessionSecret,
    ttl: LIFETIME_SECONDS,
  });
  return attempt.state === state ? (attempt as LoginAttempt) : undefined;
}
