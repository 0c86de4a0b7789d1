import { createServer, request as httpRequest } from 'node:http';
import { freePort } from '@sealtrail/postgres/free-port';
import { startTestDatabase, type TestDatabase } from '@sealtrail/testkit/database';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Browser, readSignInForm } from '../../../test/keycloak/browser.js';
import {
  authorizationRequest,
  refresh,
  signInByCode,
  signInByPassword,
  submitSignIn,
} from '../../../test/keycloak/flows.js';
import { grantManager } from '../../../test/keycloak/grant-manager.js';
import { connectUrl, type ProviderUnderTest, realmUrl } from '../../../test/keycloak/provider-under-test.js';
import { type IdentityConfig, readConfig } from './config.js';
import { sweepExpired } from './oidc/oidc-store.js';
import { type Identity, startIdentity } from './start.js';

let database: TestDatabase;
let pool: pg.Pool;
let config: IdentityConfig;
let identity: Identity;
let provider: ProviderUnderTest;
let clock = 0;
const now = (): Date => new Date(Date.now() + clock);

const start = async (): Promise<void> => {
  identity = await startIdentity(config, now);
};
const restart = async (): Promise<void> => {
  await identity.close();
  await start();
};

beforeAll(async () => {
  database = await startTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const port = await freePort();
  config = readConfig({ DATABASE_URL: database.url, IDENTITY_PORT: String(port), PORTAL_URL: 'http://localhost:3000' });
  await start();
  const unused = async (): Promise<void> => undefined;
  provider = {
    url: `http://localhost:${port}`,
    realm: 'sealtrail',
    portalUrl: 'http://localhost:3000',
    apiSecret: '',
    rotateSigningKey: unused,
    stop: unused,
  };
});
afterEach(() => {
  clock = 0;
});
afterAll(async () => {
  await identity?.close();
  await pool?.end();
  await database?.stop();
});

describe('restart', () => {
  test('sessions, refresh tokens and access tokens outlive it', async () => {
    const browser = new Browser();
    const portal = await (await signInByCode(provider, browser, 'manufacturer')).exchange();
    const cli = await signInByPassword(provider, 'logistics');
    const opened = new Browser();
    const request = authorizationRequest(provider);
    const page = await opened.open(request.url);
    const form = readSignInForm(await page.response.text());

    await restart();

    await expect(grantManager(provider).createGrant({ access_token: cli.access_token })).resolves.toBeDefined();
    expect((await refresh(provider, 'sealtrail-cli', cli.refresh_token)).status).toBe(200);
    expect((await refresh(provider, 'sealtrail-portal', portal.refresh_token)).status).toBe(200);
    expect((await browser.open(authorizationRequest(provider).url)).left).toBe(true);
    const body = new URLSearchParams({ ...form.hidden, username: 'admin', password: 'sealtrail' });
    expect(
      (await opened.open(new URL(form.action, page.url), { method: 'POST', body })).url.searchParams.get('code'),
    ).toBeTruthy();
  });

  test('accounts keep a changed password, and a disabled account stops at the next renewal', async () => {
    const tokens = await signInByPassword(provider, 'clinician');
    await pool.query(`UPDATE identity.account SET enabled = false WHERE username = 'clinician'`);
    await restart();
    expect((await refresh(provider, 'sealtrail-cli', tokens.refresh_token)).error).toBe('invalid_grant');
    expect((await signInByPassword(provider, 'clinician')).error).toBe('invalid_grant');
    await pool.query(`UPDATE identity.account SET enabled = true WHERE username = 'clinician'`);
  });
});

describe('guessing', () => {
  test('wrong passwords lead to a pause that names its length, holds over a restart and ends', async () => {
    for (let i = 0; i < 4; i++) expect((await signInByPassword(provider, 'patient', `guess ${i}`)).status).toBe(400);
    const locked = await signInByPassword(provider, 'patient', 'guess 5');
    expect(locked).toMatchObject({
      status: 429,
      error: 'invalid_grant',
      error_description: 'Too many wrong passwords. Wait 30 seconds, then try again.',
    });
    await restart();
    expect((await signInByPassword(provider, 'patient')).status).toBe(429);
    expect((await signInByPassword(provider, 'patient2')).status).toBe(200);

    const page = await submitSignIn(new Browser(), authorizationRequest(provider).url, 'patient', 'sealtrail');
    expect(page.response.status).toBe(429);
    expect(Number(page.response.headers.get('retry-after'))).toBeGreaterThan(0);
    clock = 31_000;
    expect((await signInByPassword(provider, 'patient')).status).toBe(200);
  });

  test('parallel guesses get no more tries than guesses in a row', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => signInByPassword(provider, 'regulator', `guess ${i}`)),
    );
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(4);
    await pool.query('DELETE FROM identity.sign_in_throttle');
  });

  test('text that no name can be is refused, not failed on', async () => {
    for (const username of ['', '\u0000', "' OR 1=1 --", 'x'.repeat(10_000), '😀']) {
      expect((await signInByPassword(provider, username)).error).toMatch(/invalid_(grant|request)/);
    }
    await pool.query('DELETE FROM identity.sign_in_throttle');
  });
});

describe('the sign-in form', () => {
  test('is taken from its own page and browser only', async () => {
    const mine = new Browser();
    const page = await mine.open(authorizationRequest(provider).url);
    const form = readSignInForm(await page.response.text());
    const post = (browser: Browser, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      browser.fetch(new URL(form.action, page.url), {
        method: 'POST',
        body: new URLSearchParams({ username: 'admin', password: 'sealtrail', ...fields }),
        headers,
      });

    expect((await post(new Browser(), form.hidden)).status).toBe(400);
    expect((await post(mine, {})).status).toBe(403);
    expect((await post(mine, { form_token: 'x' })).status).toBe(403);
    expect((await post(mine, form.hidden, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post(mine, { ...form.hidden, username: '' })).status).toBe(422);
    expect((await post(mine, form.hidden)).status).toBe(303);
  });

  test('cookies are http-only, lax and signed; pages may not be framed or cached', async () => {
    const response = await fetch(authorizationRequest(provider).url, { redirect: 'manual' });
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/samesite=lax; httponly/i);
    const page = await new Browser().open(authorizationRequest(provider).url);
    expect(page.response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.response.headers.get('cache-control')).toBe('no-store');
  });
});

test('a tap on a demo account signs in, unless demo accounts are hidden', async () => {
  const tap = async (at: ProviderUnderTest) => {
    const browser = new Browser();
    const page = await browser.open(authorizationRequest(at).url);
    const { action, hidden } = readSignInForm(await page.response.text());
    return browser.open(new URL(action, page.url), {
      method: 'POST',
      body: new URLSearchParams({ ...hidden, demo: 'farm' }),
    });
  };
  expect((await tap(provider)).url.searchParams.get('code')).toBeTruthy();
  const port = await freePort();
  const quiet = await startIdentity({
    ...config,
    port,
    issuer: `http://localhost:${port}/realms/sealtrail`,
    demo: false,
  });
  expect((await tap({ ...provider, url: `http://localhost:${port}` })).response.status).toBe(422);
  await quiet.close();
});

test('cut database connections are replaced, nobody notices', async () => {
  const tokens = await signInByPassword(provider, 'admin');
  await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sealtrail-identity' AND datname = current_database()`,
  );
  await vi.waitFor(async () => expect((await fetch(`${provider.url}/health/ready`)).status).toBe(200));
  expect((await refresh(provider, 'sealtrail-cli', tokens.refresh_token)).status).toBe(200);
});

describe('codes and refresh tokens', () => {
  test('of many parallel exchanges of one code at most one wins', async () => {
    const flow = await signInByCode(provider, new Browser(), 'admin');
    const answers = await Promise.all(Array.from({ length: 8 }, () => flow.exchange()));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });

  test('two tabs may renew at once; a refresh token used again later ends the grant', async () => {
    const tokens = await signInByPassword(provider, 'dispenser2');
    const both = await Promise.all([
      refresh(provider, 'sealtrail-cli', tokens.refresh_token),
      refresh(provider, 'sealtrail-cli', tokens.refresh_token),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    clock = 31_000;
    expect((await refresh(provider, 'sealtrail-cli', tokens.refresh_token)).error).toBe('invalid_grant');
    expect((await refresh(provider, 'sealtrail-cli', both[0]!.refresh_token)).error).toBe('invalid_grant');
  });

  test('odd text as a token is refused, not failed on', async () => {
    for (const token of ['\u0000', 'é', 'x'.repeat(5000)])
      expect((await refresh(provider, 'sealtrail-cli', token)).error).toMatch(/invalid_(grant|request)/);
  });

  test('what has expired is swept', async () => {
    await signInByPassword(provider, 'farm');
    const before = await sweepExpired(pool, now());
    clock = 13 * 3_600_000;
    expect(before).toBe(0);
    expect(await sweepExpired(pool, now())).toBeGreaterThan(3);
    const { rows } = await pool.query<{ n: string }>('SELECT count(*) AS n FROM identity.oidc_record');
    expect(rows[0]!.n).toBe('0');
  });
});

test('a forged Host header changes no address', async () => {
  const body = await new Promise<string>((resolve, reject) => {
    const request = httpRequest(
      `${realmUrl(provider)}/.well-known/openid-configuration`,
      { headers: { host: 'attacker.example', 'x-forwarded-host': 'attacker.example' } },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => resolve(text));
      },
    );
    request.on('error', reject).end();
  });
  expect(body).not.toContain('attacker');
  expect(body).toContain(connectUrl(provider, 'token'));
});

test('an unknown address is told in the look of the product', async () => {
  for (const path of ['/', '/realms/sealtrail/nothing', '/realms/other']) {
    const page = await fetch(`${provider.url}${path}`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('There is no such page here.');
  }
});

describe('start', () => {
  test('health answers once it is ready', async () => {
    expect(await (await fetch(`${provider.url}/health/ready`)).json()).toEqual({ status: 'UP' });
  });

  test('a taken port is one sentence with the way out', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    await expect(startIdentity({ ...config, port })).rejects.toMatchObject({
      code: 'IDENTITY_PORT_BUSY',
      message: expect.stringContaining('IDENTITY_PORT'),
    });
    other.close();
  });

  test('missing tables and an unreachable database are one sentence too', async () => {
    const empty = await startTestDatabase({ migrated: false });
    await expect(startIdentity({ ...config, databaseUrl: empty.url })).rejects.toMatchObject({
      code: 'IDENTITY_DATABASE',
      message: expect.stringContaining('migrations'),
    });
    await empty.stop();
    const databaseUrl = `postgresql://nobody@127.0.0.1:${await freePort()}/none`;
    await expect(startIdentity({ ...config, databaseUrl })).rejects.toMatchObject({
      code: 'IDENTITY_DATABASE',
      message: expect.stringContaining('DATABASE_URL'),
    });
  });
});
