import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);
const url = z.url();
/** An empty variable counts as an absent one: that is how shells and compose files unset them. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const environment = z.object({
  SEALTRAIL_HOME: z.string().min(1).default('.sealtrail'),
  SEALTRAIL_KEYS: optional(z.string().min(1)),
  SEALTRAIL_LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/, 'a schema-less URL without spaces or plus signs')
    .default('sealtrail.local/development'),
  SEALTRAIL_BIND: z.string().default('127.0.0.1'),
  SEALTRAIL_LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  SEALTRAIL_DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  SEALTRAIL_CHECKPOINT_INTERVAL_MS: z.coerce.number().int().min(10).max(3_600_000).default(1000),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'a postgresql:// URL')),
  POSTGRES_PORT: port(54329),
  REDIS_URL: optional(z.string().regex(/^rediss?:\/\//, 'a redis:// URL')),
  API_PORT: port(4000),
  IDENTITY_PORT: port(8180),
  KEYCLOAK_URL: optional(url),
  KEYCLOAK_REALM: z.string().min(1).default('sealtrail'),
  CHAIN_RPC_PORT: port(8545),
  CHAIN_RPC_URL: optional(url),
  PORTAL_PORT: port(3000),
  API_URL: optional(url),
  PORTAL_URL: optional(url),
});

/** Settings of API and worker, read once from the environment; every default is the embedded one. */
export class AppConfig {
  readonly home: string;
  readonly keysDir: string;
  readonly logOrigin: string;
  readonly bindHost: string;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  readonly redisUrl: string | undefined;
  readonly apiPort: number;
  readonly apiUrl: string;
  readonly portalUrl: string;
  readonly keycloakUrl: string;
  readonly keycloakRealm: string;
  readonly chainRpcUrl: string;
  /** Cadence of checkpoints and anchors, in milliseconds. */
  readonly checkpointIntervalMs: number;

  /** @throws Error whose one sentence names each bad variable. */
  constructor(env: Readonly<Record<string, string | undefined>>) {
    const parsed = environment.safeParse(env);
    if (!parsed.success) {
      const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      throw new Error(`The environment is not usable: ${faults.join('; ')}.`);
    }
    const values = parsed.data;
    this.home = isAbsolute(values.SEALTRAIL_HOME) ? values.SEALTRAIL_HOME : resolve(values.SEALTRAIL_HOME);
    this.keysDir = values.SEALTRAIL_KEYS ?? join(this.home, 'keys');
    this.logOrigin = values.SEALTRAIL_LOG_ORIGIN;
    this.bindHost = values.SEALTRAIL_BIND;
    this.logLevel = values.SEALTRAIL_LOG_LEVEL;
    this.databaseUrl = values.DATABASE_URL ?? `postgresql://postgres@127.0.0.1:${values.POSTGRES_PORT}/sealtrail`;
    this.databasePoolSize = values.SEALTRAIL_DATABASE_POOL;
    this.redisUrl = values.REDIS_URL;
    this.apiPort = values.API_PORT;
    this.apiUrl = values.API_URL ?? `http://127.0.0.1:${values.API_PORT}`;
    this.portalUrl = values.PORTAL_URL ?? `http://localhost:${values.PORTAL_PORT}`;
    this.keycloakUrl = (values.KEYCLOAK_URL ?? `http://localhost:${values.IDENTITY_PORT}`).replace(/\/+$/, '');
    this.keycloakRealm = values.KEYCLOAK_REALM;
    this.chainRpcUrl = values.CHAIN_RPC_URL ?? `http://127.0.0.1:${values.CHAIN_RPC_PORT}`;
    this.checkpointIntervalMs = values.SEALTRAIL_CHECKPOINT_INTERVAL_MS;
  }

  /** `iss` of every token that is taken. */
  get issuer(): string {
    return `${this.keycloakUrl}/realms/${this.keycloakRealm}`;
  }
}
