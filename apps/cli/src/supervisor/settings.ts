import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { Whereabouts } from './lock.js';

/** Root of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');

/** The ports of the platform: environment variable, default, and the part that listens there. */
export const PORTS = [
  { name: 'PORTAL_PORT', standard: 3000, part: 'portal' },
  { name: 'API_PORT', standard: 4000, part: 'api' },
  { name: 'IDENTITY_PORT', standard: 8180, part: 'identity' },
  { name: 'CHAIN_RPC_PORT', standard: 8545, part: 'chain' },
  { name: 'POSTGRES_PORT', standard: 54329, part: 'postgres' },
] as const;

export type PortName = (typeof PORTS)[number]['name'];

/** What the person who starts the platform decided. */
export interface Settings {
  readonly home: string;
  readonly ports: Readonly<Record<PortName, number>>;
  /** Real services; the embedded part is not started when one is given. */
  readonly external: {
    readonly databaseUrl?: string;
    readonly redisUrl?: string;
    readonly keycloakUrl?: string;
    readonly chainRpcUrl?: string;
  };
  readonly realm: string;
  /** First start without the demo world. */
  readonly empty: boolean;
}

/** The data folder: `SEALTRAIL_HOME`, default `.sealtrail` in the repository. */
export const homeOf = (env: NodeJS.ProcessEnv): string => resolve(ROOT, env['SEALTRAIL_HOME'] || '.sealtrail');

/** Ports from the environment. @throws SealtrailError USAGE naming the variable that is wrong. */
export function portsOf(env: NodeJS.ProcessEnv): Record<PortName, number> {
  const entries = PORTS.map(({ name, standard }) => [name, portFrom(env, name, standard)] as const);
  const ports = Object.fromEntries(entries) as Record<PortName, number>;
  for (const [name, port] of entries) {
    const twin = entries.find(([other, value]) => other !== name && value === port);
    if (twin)
      throw new SealtrailError('USAGE', `${name} and ${twin[0]} are both ${port}: give each its own port.`, { port });
  }
  return ports;
}

function portFrom(env: NodeJS.ProcessEnv, name: string, standard: number): number {
  const text = env[name];
  if (text === undefined || text === '') return standard;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new SealtrailError('USAGE', `${name} must be a port from 1 to 65535, but it is "${text}".`, { name });
}

/** Real services that the environment names. */
export const externalOf = (env: NodeJS.ProcessEnv): Settings['external'] => ({
  databaseUrl: env['DATABASE_URL'] || undefined,
  redisUrl: env['REDIS_URL'] || undefined,
  keycloakUrl: env['KEYCLOAK_URL'] || undefined,
  chainRpcUrl: env['CHAIN_RPC_URL'] || undefined,
});

/** Settings from the environment and the arguments of `npm start`. @throws SealtrailError USAGE. */
export function readSettings(env: NodeJS.ProcessEnv, args: readonly string[]): Settings {
  const unknown = args.find((arg) => arg !== '--empty');
  if (unknown !== undefined) {
    throw new SealtrailError('USAGE', `npm start knows one option, --empty (no demo world), and not "${unknown}".`);
  }
  return {
    home: homeOf(env),
    ports: portsOf(env),
    external: externalOf(env),
    realm: env['KEYCLOAK_REALM'] || 'sealtrail',
    empty: args.includes('--empty'),
  };
}

/** Ports that this start will listen on: those of embedded parts only. */
export function usedPorts(settings: Settings): { name: PortName; part: string; port: number }[] {
  const { databaseUrl, keycloakUrl, chainRpcUrl } = settings.external;
  const outside = new Set([databaseUrl && 'postgres', keycloakUrl && 'identity', chainRpcUrl && 'chain']);
  return PORTS.filter(({ part }) => !outside.has(part)).map(({ name, part }) => ({
    name,
    part,
    port: settings.ports[name],
  }));
}

export const portalUrl = (settings: Settings): string => `http://localhost:${settings.ports.PORTAL_PORT}`;
export const apiUrl = (settings: Settings): string => `http://127.0.0.1:${settings.ports.API_PORT}`;

/** Where the parts of a platform with these settings are found. */
export const whereaboutsOf = ({ ports, external }: Pick<Settings, 'ports' | 'external'>): Whereabouts => ({
  url: `http://localhost:${ports.PORTAL_PORT}`,
  api: `http://127.0.0.1:${ports.API_PORT}`,
  identity: external.keycloakUrl ?? `http://localhost:${ports.IDENTITY_PORT}`,
  chain: external.chainRpcUrl ?? `http://127.0.0.1:${ports.CHAIN_RPC_PORT}`,
  databasePort: ports.POSTGRES_PORT,
});
