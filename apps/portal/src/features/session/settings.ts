import 'server-only';

export interface Settings {
  /** Where people reach the portal; every redirect is built from it, never from a request header. */
  readonly portalUrl: string;
  readonly apiUrl: string;
  /** OpenID issuer: `${KEYCLOAK_URL}/realms/${KEYCLOAK_REALM}`. */
  readonly issuer: string;
  readonly sessionSecret: string;
}

const trimmed = (url: string): string => url.replace(/\/+$/, '');

/** Reads the environment at request time, so that one build serves every installation. */
export function settings(): Settings {
  const {
    PORTAL_URL,
    PORTAL_PORT = '3000',
    API_URL,
    API_PORT = '4000',
    KEYCLOAK_URL,
    IDENTITY_PORT = '8180',
  } = process.env;
  const { KEYCLOAK_REALM = 'sealtrail', SESSION_SECRET } = process.env;
  if (SESSION_SECRET === undefined || SESSION_SECRET.length < 32) {
    throw new Error('SESSION_SECRET must be set to at least 32 characters.');
  }
  return {
    portalUrl: trimmed(PORTAL_URL ?? `http://localhost:${PORTAL_PORT}`),
    apiUrl: trimmed(API_URL ?? `http://127.0.0.1:${API_PORT}`),
    issuer: `${trimmed(KEYCLOAK_URL ?? `http://localhost:${IDENTITY_PORT}`)}/realms/${KEYCLOAK_REALM}`,
    sessionSecret: SESSION_SECRET,
  };
}
