import { createServer, type Server } from 'node:http';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import type { Express } from 'express';
import pg from 'pg';
import { AccountStore } from './accounts/account-store.js';
import { seedAccounts } from './accounts/seed-accounts.js';
import { SignIn } from './accounts/sign-in.js';
import { ThrottleStore } from './accounts/throttle-store.js';
import type { IdentityConfig } from './config.js';
import { buildApp } from './http/app.js';
import type { ProviderHost } from './http/host.js';
import { KeyRing } from './keys/key-ring.js';
import { KeyStore } from './keys/key-store.js';
import type { Modules } from './oidc/modules.js';
import { sweepExpired } from './oidc/oidc-store.js';
import { buildProvider } from './oidc/provider.js';

const MINUTE = 60_000;
const DAY = 86_400;

export interface Identity {
  readonly issuer: string;
  /** Takes a new signing key into use at once. */
  rotateSigningKey(): Promise<void>;
  /** Stops listening, ends open connections and the pool. */
  close(): Promise<void>;
}

function listen(app: Express, port: number, address: string): Promise<Server> {
  const server = createServer(app);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve(server));
  });
}

/** Listens on both loopback addresses, since `localhost` may mean either. */
async function listenOnLoopback(app: Express, port: number): Promise<Server[]> {
  const servers: Server[] = [];
  for (const address of ['127.0.0.1', '::1']) {
    try {
      servers.push(await listen(app, port, address));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (address === '::1' && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) continue;
      for (const server of servers) server.close();
      if (code !== 'EADDRINUSE') throw error;
      const sentence = `Port ${port} is taken by another program, so the identity provider cannot start. Stop that program or set IDENTITY_PORT to a free port.`;
      throw new SealtrailError('IDENTITY_PORT_BUSY', sentence, { port }, { cause: error });
    }
  }
  return servers;
}

async function prepare(config: IdentityConfig, pool: pg.Pool, now: () => Date): Promise<Modules> {
  const accounts = new AccountStore(pool);
  const store = new KeyStore(pool);
  const rule = { signSeconds: config.keyDays * DAY, leadSeconds: DAY, keepSeconds: config.sessionSeconds + 300 };
  const keys = new KeyRing({ rule, now }, { store });
  try {
    await seedAccounts(accounts);
    await keys.refresh();
    const cookieKey = await store.secret('cookies');
    const signIn = new SignIn({ accounts, throttle: new ThrottleStore(pool), now });
    return { config, pool, accounts, signIn, keys, cookieKey, now };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '3F000');
    const sentence = missing
      ? 'The tables of the identity provider are missing in the database. Apply the migrations first (npm run db:migrate).'
      : `The identity provider cannot use its database: ${error instanceof Error ? error.message || String(error) : String(error)}. Check DATABASE_URL and that PostgreSQL runs.`;
    throw new SealtrailError('IDENTITY_DATABASE', sentence, {}, { cause: error });
  }
}

/** Starts the provider and returns once it answers. @throws SealtrailError IDENTITY_DATABASE, IDENTITY_PORT_BUSY */
export async function startIdentity(config: IdentityConfig, now: () => Date = () => new Date()): Promise<Identity> {
  const pool = new pg.Pool({
    connectionString: config.databaseUrl,
    max: 8,
    connectionTimeoutMillis: 5000,
    application_name: 'sealtrail-identity',
  });
  // A lost connection is replaced by the pool at the next query; without a listener it would end the process.
  pool.on('error', (error) => console.error(`identity: database connection lost: ${error.message}`));
  try {
    const modules = await prepare(config, pool, now);
    const host: ProviderHost = { provider: buildProvider(modules) };
    const servers = await listenOnLoopback(buildApp(host, modules), config.port);

    const housekeeping = async (): Promise<void> => {
      await sweepExpired(pool, now());
      await new ThrottleStore(pool).sweep(now());
      if (await modules.keys.refresh()) host.provider = buildProvider(modules);
    };
    const timer = setInterval(() => {
      housekeeping().catch((error: unknown) =>
        console.error('identity: housekeeping failed, next try in a minute', error),
      );
    }, MINUTE);

    return {
      issuer: config.issuer,
      async rotateSigningKey() {
        await modules.keys.rotateNow();
        host.provider = buildProvider(modules);
      },
      async close() {
        clearInterval(timer);
        await Promise.all(
          servers.map(
            (server) =>
              new Promise<void>((resolve) => {
                server.close(() => resolve());
                server.closeIdleConnections();
                setTimeout(() => server.closeAllConnections(), 500).unref();
              }),
          ),
        );
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
