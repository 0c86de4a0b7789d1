import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startTestDatabase } from '@sealtrail/testkit/database';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApp } from '../create-app.js';
import { AppConfig } from '../platform/config/app-config.js';
import { TokenIssuer, type TokenOptions } from './token-issuer.js';

/** Whatever the answer holds: its shape is what the test is about. */
export type AnswerBody = ReturnType<typeof JSON.parse>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly json: AnswerBody;
}

/** The real API on a free port, a database of its own, and an issuer of tokens: what tests of whole requests need. */
export class ApiHarness {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly pool: pg.Pool,
    readonly issuer: TokenIssuer,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<ApiHarness> {
    const database = await startTestDatabase();
    const issuer = await TokenIssuer.start();
    const home = mkdtempSync(join(tmpdir(), 'sealtrail-api-'));
    mkdirSync(join(home, 'keys'));
    for (const name of ['log.ed25519', 'notary.ed25519', 'publisher.secp256k1'])
      writeFileSync(join(home, 'keys', name), randomBytes(32).toString('hex'));
    Object.assign(process.env, {
      SEALTRAIL_HOME: home,
      SEALTRAIL_LOG_ORIGIN: 'log.test/api',
      SEALTRAIL_LOG_LEVEL: 'warn',
      DATABASE_URL: database.url,
      KEYCLOAK_URL: issuer.url,
      API_PORT: '0',
      // Nobody listens there: tests that want a chain give one.
      CHAIN_RPC_URL: 'http://127.0.0.1:1',
      ...env,
    });
    const app = await createApp(new AppConfig(process.env));
    await app.listen(0, '127.0.0.1');
    const pool = new pg.Pool({ connectionString: database.url, max: 3 });
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    return new ApiHarness(app, url, pool, issuer, async () => {
      await app.close();
      await pool.end();
      await issuer.stop();
      await database.stop();
      rmSync(home, { recursive: true, force: true });
    });
  }

  stop(): Promise<void> {
    return this.cleanUp();
  }

  bearer(options: TokenOptions): string {
    return `Bearer ${this.issuer.token(options)}`;
  }

  async request(path: string, init: RequestInit & { token?: string } = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (init.token !== undefined) headers.set('authorization', init.token);
    const response = await fetch(this.url + path, { ...init, headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    let json: unknown;
    try {
      json = JSON.parse(bytes.toString('utf8'));
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, bytes, json };
  }

  capture(token: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.request('/epcis/v2/capture', {
      method: 'POST',
      token,
      body: body as string,
      headers: { 'content-type': 'application/ld+json', ...headers },
    });
  }

  async graphql(token: string | undefined, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return this.request('/graphql', {
      method: 'POST',
      ...(token === undefined ? {} : { token }),
      body: JSON.stringify({ query, variables }),
      headers: { 'content-type': 'application/json' },
    });
  }

  /** An organisation straight in its table, with the prefixes given; returns its id. */
  async organisation(slug: string, prefixes: readonly string[] = [], shareUpstream = true): Promise<string> {
    const { rows } = await this.pool.query<{ id: string }>(
      'INSERT INTO organisation (id, slug, name, share_upstream) VALUES (gen_random_uuid(), $1, $1, $2) RETURNING id',
      [slug, shareUpstream],
    );
    const id = rows[0]!.id;
    for (const prefix of prefixes)
      await this.pool.query('INSERT INTO organisation_prefix VALUES ($1, $2)', [prefix, id]);
    return id;
  }

  async count(table: string): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return rows[0]!.n;
  }
}
