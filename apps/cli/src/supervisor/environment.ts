import { join } from 'node:path';
import { readKey, type HomeConfig } from './home-files.js';
import { apiUrl, portalUrl, type Settings } from './settings.js';

/** Environment that every part gets; the names are the ones a person may set as well. */
export function childEnvironment(settings: Settings, config: HomeConfig): Record<string, string> {
  const { home, ports, external, realm } = settings;
  const env: Record<string, string> = {
    NODE_ENV: 'production',
    SEALTRAIL_HOME: home,
    SEALTRAIL_KEYS: join(home, 'keys'),
    SEALTRAIL_LOG_ORIGIN: config.logOrigin,
    DATABASE_URL: external.databaseUrl ?? embeddedDatabaseUrl(home, ports.POSTGRES_PORT),
    KEYCLOAK_URL: external.keycloakUrl ?? `http://localhost:${ports.IDENTITY_PORT}`,
    KEYCLOAK_REALM: realm,
    CHAIN_RPC_URL: external.chainRpcUrl ?? `http://127.0.0.1:${ports.CHAIN_RPC_PORT}`,
    API_URL: apiUrl(settings),
    PORTAL_URL: process.env['PORTAL_URL'] || portalUrl(settings),
    SESSION_SECRET: process.env['SESSION_SECRET'] || readKey(home, 'session.secret'),
  };
  if (external.redisUrl) env['REDIS_URL'] = external.redisUrl;
  for (const [name, port] of Object.entries(ports)) env[name] = String(port);
  return env;
}

/** Address of the embedded database. */
export function embeddedDatabaseUrl(home: string, port: number): string {
  return `postgresql://postgres:${readKey(home, 'postgres.password')}@127.0.0.1:${port}/sealtrail`;
}
