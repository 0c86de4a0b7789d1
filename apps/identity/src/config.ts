import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/** What the embedded provider needs to know; all from the environment, see README.md. */
export interface IdentityConfig {
  readonly port: number;
  readonly databaseUrl: string;
  readonly realm: string;
  /** `http://localhost:8180/realms/sealtrail`: the `iss` of every token. */
  readonly issuer: string;
  /** Origin of the portal without a trailing slash: its redirect URIs derive from it. */
  readonly portalUrl: string;
  /** Show the demo accounts on the sign-in page. */
  readonly demo: boolean;
  /** Secret of the confidential client `sealtrail-api`, which may introspect; absent: no such client. */
  readonly apiSecret: string | undefined;
  /** Life of an access token in seconds. */
  readonly accessTokenSeconds: number;
  /** Life of a sign-in session and of its refresh tokens in seconds. */
  readonly sessionSeconds: number;
  /** Days that one signing key signs before the next takes over. */
  readonly keyDays: number;
}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new SealtrailError(
      'IDENTITY_CONFIG',
      `${name} must be a whole number from ${min} to ${max}, but it is "${text}".`,
      { name },
    );
  }
  return value;
}

function origin(env: NodeJS.ProcessEnv, name: string, fallback: string): string {
  const text = env[name] || fallback;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new SealtrailError('IDENTITY_CONFIG', `${name} must be an http or https address, but it is "${text}".`, {
      name,
    });
  }
  return url.origin;
}

/** Reads the environment. @throws SealtrailError IDENTITY_CONFIG naming the variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): IdentityConfig {
  const port = integer(env, 'IDENTITY_PORT', 8180, 1, 65_535);
  const realm = env.KEYCLOAK_REALM || 'sealtrail';
  if (!/^[a-z0-9-]{1,64}$/.test(realm)) {
    throw new SealtrailError('IDENTITY_CONFIG', 'KEYCLOAK_REALM may hold small letters, digits and hyphens only.', {
      name: 'KEYCLOAK_REALM',
    });
  }
  const databaseUrl = env.DATABASE_URL;
  if (!databaseUrl) {
    throw new SealtrailError(
      'IDENTITY_CONFIG',
      'DATABASE_URL is not set: the identity provider keeps its sessions in PostgreSQL.',
      { name: 'DATABASE_URL' },
    );
  }
  return {
    port,
    databaseUrl,
    realm,
    issuer: `${origin(env, 'KEYCLOAK_URL', `http://localhost:${port}`)}/realms/${realm}`,
    portalUrl: origin(env, 'PORTAL_URL', `http://localhost:${integer(env, 'PORTAL_PORT', 3000, 1, 65_535)}`),
    demo: env.SEALTRAIL_DEMO !== '0',
    apiSecret: env.SEALTRAIL_API_SECRET || undefined,
    accessTokenSeconds: integer(env, 'IDENTITY_ACCESS_TOKEN_SECONDS', 900, 1, 86_400),
    sessionSeconds: integer(env, 'IDENTITY_SESSION_SECONDS', 12 * 3600, 60, 30 * 86_400),
    keyDays: integer(env, 'IDENTITY_KEY_DAYS', 30, 2, 365),
  };
}
