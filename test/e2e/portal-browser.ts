import { type Browser, chromium, type Page } from 'playwright-core';
import { platform } from './harness.js';

export const BASE = process.env['SEALTRAIL_E2E_PORTAL'] ?? platform.portalUrl;
export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

/** A browser without network services of its own. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Signs an account in through the provider's own page, wanting `path`. */
export async function signIn(on: Page, account: string, path = '/'): Promise<void> {
  await on.goto(`${BASE}${path}`);
  if (path === '/') await on.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await on.locator('#username').fill(account);
  await on.locator('#password').fill('sealtrail');
  await on.locator('#password').press('Enter');
  await on.waitForURL((url) => url.href.startsWith(BASE) && !url.pathname.startsWith('/api/'));
}

/** Asks the API as a demo account. */
export async function query<Data>(account: string, text: string, variables: object = {}): Promise<Data> {
  const answer = await fetch(`${platform.apiUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await platform.tokenFor(account)}` },
    body: JSON.stringify({ query: text, variables }),
  });
  const { data, errors } = (await answer.json()) as { data?: Data; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}
