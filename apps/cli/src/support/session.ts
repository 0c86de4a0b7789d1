import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { writeDurably } from '../supervisor/home-files.js';
import { homeOf } from '../supervisor/settings.js';
import { whereabouts } from './whereabouts.js';

/** Who is signed in: kept as `session.json` (0600) in the data folder. */
interface Session {
  readonly tokenUrl: string;
  readonly user: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const fileOf = (): string => join(homeOf(process.env), 'session.json');
const CLIENT = 'sealtrail-cli';

/** Token endpoint of the identity provider. */
export function tokenUrl(): string {
  const base = whereabouts().identity;
  return `${base.replace(/\/$/, '')}/realms/${process.env['KEYCLOAK_REALM'] || 'sealtrail'}/protocol/openid-connect/token`;
}

/** Signs in by password. @throws SealtrailError UNAUTHENTICATED | API_UNREACHABLE. */
export async function signIn(user: string, password: string): Promise<Session> {
  return request(tokenUrl(), user, { grant_type: 'password', username: user, password, scope: 'openid' });
}

/** Keeps a session for later commands. */
export function keepSession(session: Session): void {
  writeDurably(fileOf(), JSON.stringify(session), 0o600);
}

/**
 * The access token to use: `SEALTRAIL_TOKEN`, or that of `sealtrail login`, renewed when it is about to expire.
 * @throws SealtrailError UNAUTHENTICATED when nobody is signed in.
 */
export async function accessToken(): Promise<string> {
  const token = process.env['SEALTRAIL_TOKEN'];
  if (token) return token;
  const session = readSession();
  if (!session)
    throw new SealtrailError(
      'UNAUTHENTICATED',
      'Nobody is signed in: run sealtrail login --user NAME, or give a token as SEALTRAIL_TOKEN.',
    );
  if (session.expiresAt > Date.now() + 20_000) return session.accessToken;
  if (!session.refreshToken) throw expired();
  try {
    const renewed = await request(session.tokenUrl, session.user, {
      grant_type: 'refresh_token',
      refresh_token: session.refreshToken,
    });
    keepSession(renewed);
    return renewed.accessToken;
  } catch (error) {
    if (!(error instanceof SealtrailError) || error.code !== 'UNAUTHENTICATED') throw error;
    rmSync(fileOf(), { force: true });
    throw expired();
  }
}

/** True when `accessToken` has something to go by. */
export const isSignedIn = (): boolean => Boolean(process.env['SEALTRAIL_TOKEN']) || readSession() !== undefined;

const expired = (): SealtrailError =>
  new SealtrailError('UNAUTHENTICATED', 'The session has expired: run sealtrail login again.');

function readSession(): Session | undefined {
  if (!existsSync(fileOf())) return undefined;
  try {
    return JSON.parse(readFileSync(fileOf(), 'utf8')) as Session;
  } catch {
    return undefined;
  }
}

async function request(url: string, user: string, form: Record<string, string>): Promise<Session> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ client_id: CLIENT, ...form }),
      signal: AbortSignal.timeout(15_000),
    });
  } catch (cause) {
    throw new SealtrailError(
      'API_UNREACHABLE',
      `The identity provider does not answer at ${new URL(url).origin}: start the platform with npm start, or set KEYCLOAK_URL.`,
      { url },
      { cause },
    );
  }
  const body = (await response.json().catch(() => ({}))) as {
    access_token?: string;
    refresh_token?: string;
    expires_in?: number;
    error?: string;
    error_description?: string;
  };
  if (!response.ok || !body.access_token) {
    const reason =
      body.error === 'invalid_grant'
        ? 'the name or the password is wrong'
        : (body.error_description ?? body.error ?? `status ${response.status}`);
    throw new SealtrailError('UNAUTHENTICATED', `Signing in as ${user} was refused: ${reason}.`, {
      user,
      status: response.status,
    });
  }
  return {
    tokenUrl: url,
    user,
    accessToken: body.access_token,
    refreshToken: body.refresh_token,
    expiresAt: Date.now() + (body.expires_in ?? 60) * 1000,
  };
}
