import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE, launchBrowser, query, signIn, SIZES } from './portal-browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; nodes: { html: string }[] }[];
}
interface KnownEvent {
  id: string;
  items: { item: string; original: string }[];
}

let browser: Browser;
let context: BrowserContext;
let page: Page;
let known: KnownEvent;
let evidence: string;

const verdictOf = (on: Page): Promise<string | null> => on.locator('[data-verdict]').getAttribute('data-verdict');
const failedSteps = (on: Page): Promise<(string | null)[]> =>
  on
    .locator('[data-step][data-status="failed"]')
    .evaluateAll((steps) => steps.map((step) => step.getAttribute('data-step')));

/** Gives a file to the drop zone. */
async function drop(on: Page, text: string): Promise<void> {
  await on
    .locator('input[type="file"]')
    .setInputFiles({ name: 'evidence.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await on.locator('[data-verdict]').waitFor();
}

/** Replaces one Base64 character by its neighbour in the alphabet: at least one bit of the value is flipped. */
function flipped(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}

beforeAll(async () => {
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: SIZES.desktop, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const { events } = await query<{ events: { nodes: KnownEvent[] } }>(
    'manufacturer',
    `{ events(filter: {bizStep: "commissioning"}, first: 50) { nodes { id items(first: 3) { item original } } } }`,
  );
  const found = events.nodes.find((event) => event.items.length > 0);
  if (found === undefined) throw new Error('The demo world holds no commissioned item.');
  known = found;
});

afterAll(async () => {
  await browser?.close();
});

describe('signing in', () => {
  test('a page that needs it sends to sign-in and comes back to itself', async () => {
    await signIn(page, 'manufacturer', '/chain?from=link');
    expect(page.url()).toBe(`${BASE}/chain?from=link`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test('no token ever reaches the page', async () => {
    const cookies = await context.cookies(BASE);
    expect(cookies.length).toBeGreaterThan(0);
    expect(cookies.every((cookie) => cookie.httpOnly)).toBe(true);
    expect(await page.content()).not.toContain('eyJ');
  });

  test('scripts run under a policy without unsafe-inline', async () => {
    const policy = (await page.goto(`${BASE}/`))?.headers()['content-security-policy'] ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+';/);
    expect(policy).toContain("frame-ancestors 'none'");
  });
});

describe('finding and reading', () => {
  test('a full identifier in the search box opens its trail at once', async () => {
    await page.goto(`${BASE}/`);
    await page.keyboard.press('/');
    const box = page.locator('header input[name="q"]');
    await expect.poll(() => page.evaluate('document.activeElement?.name')).toBe('q');
    await box.fill(known.items[0]?.original ?? '');
    await box.press('Enter');
    await page.waitForURL(/\/items\//);
    await page.locator('[data-event]').first().waitFor();
    const sentences = await page.locator('[data-event] a').allTextContents();
    expect(sentences.some((sentence) => /commissioned/.test(sentence))).toBe(true);
    expect(await page.locator('[data-event] [data-status]').count()).toBeGreaterThan(0);
  });

  test('what nobody recorded is said to be unknown', async () => {
    await page.goto(`${BASE}/search?q=${encodeURIComponent('https://id.gs1.org/01/09521568251204/21/NEVER-SEEN')}`);
    await page.getByText('Nothing found for this').or(page.getByText('No trail to show')).first().waitFor();
  });

  test('the event page shows the captured bytes and reaches the anchor by itself', async () => {
    await page.goto(`${BASE}/events/${encodeURIComponent(known.id)}`);
    await page.locator('[data-proof="ANCHORED"]').waitFor({ timeout: 60_000 });
    await page.getByText('As captured', { exact: true }).click();
    const { event } = await query<{ event: { captured: string } }>(
      'manufacturer',
      'query ($id: ID!) { event(id: $id) { captured } }',
      { id: known.id },
    );
    expect(await page.locator('pre').first().textContent()).toBe(event.captured);
  });
});

describe('verifying', () => {
  test('the event page verifies in the browser', async () => {
    await page.goto(`${BASE}/events/${encodeURIComponent(known.id)}`);
    await page.locator('[data-proof="ANCHORED"]').waitFor();
    await page.getByRole('button', { name: 'Verify in my browser' }).click();
    await page.locator('[data-verdict]').waitFor();
    expect(await failedSteps(page)).toEqual([]);
    expect(await verdictOf(page)).toBe('valid');
    evidence = await page.evaluate(
      async (id) => (await fetch(`/api/evidence/${encodeURIComponent(id)}`)).text(),
      known.id,
    );
  });

  test('anyone verifies without an account and with the network off; a flipped bit fails by name', async () => {
    const stranger = await browser.newContext({ viewport: SIZES.desktop });
    const verify = await stranger.newPage();
    await verify.goto(`${BASE}/verify`);
    await verify.locator('[data-fingerprint]').waitFor();
    await verify.locator('[data-offline="online"]').waitFor({ timeout: 60_000 });
    await stranger.setOffline(true);
    await drop(verify, evidence);
    expect(await verdictOf(verify)).toBe('valid');

    const jwt = evidence.indexOf('"credential":"') + '"credential":"'.length;
    const signature = evidence.indexOf('~', jwt) - 20;
    await drop(verify, flipped(evidence, signature));
    await verify.locator('[data-verdict="invalid"]').waitFor();
    expect(await failedSteps(verify)).toContain('credential');

    // The page opens without a connection too.
    await verify.reload();
    await verify.locator('[data-fingerprint]').waitFor();
    await drop(verify, evidence);
    expect(await verdictOf(verify)).toBe('valid');
    await drop(verify, evidence.slice(0, -40));
    await verify.locator('[data-verdict="unreadable"]').waitFor();
    await stranger.close();
  });

  test('other trust roots than the pinned ones raise an alarm', async () => {
    const stranger = await browser.newContext();
    const verify = await stranger.newPage();
    await verify.goto(`${BASE}/verify`);
    await verify.locator('[data-fingerprint]').waitFor();
    await verify.route('**/api/trust', async (route) => {
      const answer = await route.fetch();
      const roots = (await answer.json()) as { log: { origin: string } };
      await route.fulfill({ json: { ...roots, log: { ...roots.log, origin: 'elsewhere.example/log' } } });
    });
    await verify.reload();
    await verify.getByRole('alert').filter({ hasText: 'Alarm' }).waitFor();
    await stranger.close();
  });
});

describe('capturing', () => {
  test('a pasted document with errors is refused here, naming event, field, rule and clause', async () => {
    await page.goto(`${BASE}/capture`);
    await page.getByRole('button', { name: 'Start from an example' }).click();
    const text = await page.locator('#document').inputValue();
    await page.locator('#document').fill(text.replace('"action": "OBSERVE"', '"action": "LOOK"'));
    await page.getByRole('button', { name: 'Capture', exact: true }).click();
    const issue = page.locator('[data-rule][data-event="2"]').first();
    await issue.waitFor();
    expect(await issue.textContent()).toMatch(/Event 2.*\/action.*Rule.*Clause/s);
  });

  test('a good document is taken and its events become anchored on the page', async () => {
    await page.goto(`${BASE}/capture`);
    await page.getByRole('button', { name: 'Start from an example' }).click();
    await page.getByRole('button', { name: /^Capture/ }).click();
    await page.getByRole('heading', { level: 1, name: '2 events captured' }).waitFor();
    await page.locator('[data-event] [data-status="ANCHORED"]').nth(1).waitFor({ timeout: 60_000 });
  });
});

describe('for everyone', () => {
  const paths = (): [string, string][] => [
    ['home', '/'],
    ['search', '/search'],
    ['search results', '/search?q=cardio'],
    ['item', `/items/${encodeURIComponent(known.items[0]?.item ?? '')}`],
    ['event', `/events/${encodeURIComponent(known.id)}`],
    ['events', '/events'],
    ['capture', '/capture'],
    ['jobs', '/capture/jobs'],
    ['verify', '/verify'],
    ['chain', '/chain'],
    ['settings', '/settings'],
    ['missing', '/no-such-page'],
  ];

  test.each(
    Object.entries(SIZES).flatMap(([size, viewport]) =>
      (['light', 'dark'] as const).map((scheme) => ({ size, viewport, scheme })),
    ),
  )('axe finds nothing, and nothing is wider than the screen ($size, $scheme)', async ({ viewport, scheme }) => {
    const reader = await browser.newContext({ viewport, colorScheme: scheme, reducedMotion: 'reduce' });
    const look = await reader.newPage();
    const findings: string[] = [];
    const inspect = async (name: string): Promise<void> => {
      await look.getByRole('heading', { level: 1 }).first().waitFor();
      await expect.poll(() => look.locator('.mantine-Skeleton-root').count(), { timeout: 20_000 }).toBe(0);
      await look.evaluate(AXE);
      const { violations } = await look.evaluate<AxeResult>('axe.run()');
      findings.push(...violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html.slice(0, 120)}`));
      if (await look.evaluate('document.documentElement.scrollWidth > innerWidth + 1'))
        findings.push(`${name}: wider than the screen`);
    };
    await look.goto(`${BASE}/`);
    await inspect('landing');
    await signIn(look, 'manufacturer');
    for (const [name, path] of paths()) {
      await look.goto(`${BASE}${path}`);
      await inspect(name);
    }
    await reader.close();
    expect(findings).toEqual([]);
  });

  test.each(['logistics', 'dispenser', 'regulator', 'admin', 'patient', 'clinician'])(
    'the home of %s has its heading and no errors',
    async (account) => {
      const reader = await browser.newContext({ viewport: SIZES.phone });
      const look = await reader.newPage();
      const errors: string[] = [];
      look.on('pageerror', (error) => errors.push(error.message));
      await signIn(look, account);
      await look.getByRole('heading', { level: 1, name: /Good to see you/ }).waitFor();
      await expect.poll(() => look.locator('.mantine-Skeleton-root').count(), { timeout: 20_000 }).toBe(0);
      expect(await look.getByText('That did not work').count()).toBe(0);
      expect(errors).toEqual([]);
      await reader.close();
    },
  );

  test('signing out ends the session', async () => {
    await page.goto(`${BASE}/settings`);
    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL((url) => url.href.startsWith(BASE) && url.pathname === '/');
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).waitFor();
  });
});
