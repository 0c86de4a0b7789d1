import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE, launchBrowser, query, signIn, SIZES } from './portal-browser.js';

let browser: Browser;

/** A page of its own, signed in. */
async function pageOf(account: string, path = '/', viewport: (typeof SIZES)[keyof typeof SIZES] = SIZES.desktop) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await signIn(page, account, path);
  return { context, page };
}

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

describe('capturing after the network was away', () => {
  const wrongEvent = JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-22T10:00:00Z',
    epcisBody: {
      eventList: [
        { type: 'ObjectEvent', eventTime: '2026-11-22', action: 'OBSERV', bizStep: 'inspecing', epcList: ['x'] },
      ],
    },
  });
  const checkIt = async (on: Page): Promise<void> => {
    await on.locator('#document').fill(wrongEvent);
    await on.getByRole('button', { name: 'Check', exact: true }).click();
    await on.locator('[data-rule]').first().waitFor({ timeout: 5000 });
  };

  test('the check answers behind the service worker, offline, and without any worker', async () => {
    const captor = await browser.newContext({ viewport: SIZES.desktop });
    const capture = await captor.newPage();
    capture.setDefaultTimeout(20_000);
    await signIn(capture, 'manufacturer', '/capture');
    await capture.goto(`${BASE}/verify`);
    await capture.locator('[data-offline="online"]').waitFor({ timeout: 60_000 });
    await captor.setOffline(true);
    await capture.locator('[data-offline="offline"]').waitFor();
    await captor.setOffline(false);
    await capture.goto(`${BASE}/capture`);
    await checkIt(capture);
    await captor.setOffline(true);
    await checkIt(capture);
    await captor.setOffline(false);

    // A worker that breaks while it loads is done without.
    await capture.addInitScript({
      content: `window.Worker = class extends EventTarget {
        constructor() { super(); setTimeout(() => this.dispatchEvent(new Event('error')), 50); }
        postMessage() {} terminate() {}
      };`,
    });
    await capture.reload();
    await checkIt(capture);
    await captor.close();
  });
});

describe('reading a long trail', () => {
  test('readings fold into one line that opens, and the order stays in the address', async () => {
    const { events } = await query<{ events: { nodes: { items: { item: string }[] }[] } }>(
      'dispenser',
      '{ events(filter: {bizStep: "dispensing"}, first: 1) { nodes { items(first: 1) { item } } } }',
    );
    const item = events.nodes[0]?.items[0]?.item ?? '';
    const { context, page } = await pageOf('dispenser', `/items/${encodeURIComponent(item)}`);
    const readings = page.locator('[data-folded="readings"]').first();
    await readings.waitFor();
    expect(await readings.textContent()).toMatch(
      /\d+ sensor readings by .+ on the road, 2 outside limits: highest 28\.9 °C\./,
    );
    expect(await readings.locator('[data-event]').count()).toBe(0);
    await readings.getByRole('button', { name: /^Show all/ }).click();
    expect(await readings.locator('[data-event]').count()).toBeGreaterThan(2);

    const firstDay = (): Promise<string | null> => page.locator('h3').first().textContent();
    const oldest = await firstDay();
    await page.getByText('Newest first', { exact: true }).click();
    await page.waitForURL(/[?&]order=newest/);
    await expect.poll(firstDay).not.toBe(oldest);
    await page.reload();
    await page.locator('[data-event]').first().waitFor();
    expect(await firstDay()).not.toBe(oldest);
    await context.close();
  });
});

describe('what each home is about', () => {
  test('carriers see movements, regulators every recall', async () => {
    const carrier = await pageOf('logistics');
    const movements = carrier.page.locator('section', {
      has: carrier.page.getByRole('heading', { name: 'Recent movements' }),
    });
    await movements.locator('[data-event]').first().waitFor();
    await movements.getByRole('link', { name: 'All movements' }).click();
    await carrier.page.waitForURL(/bizSteps=/);
    await carrier.page.locator('[data-event]').first().waitFor();
    await carrier.context.close();

    const regulator = await pageOf('regulator');
    const watched = regulator.page.locator('section', {
      has: regulator.page.getByRole('heading', { name: 'Recalls and error declarations' }),
    });
    await watched.getByText('Recalled', { exact: true }).first().waitFor();
    await regulator.context.close();
  });
});

describe('with the keyboard alone', () => {
  const focused = (page: Page): Promise<string> =>
    page.evaluate<string>('(document.activeElement?.textContent ?? "").trim().slice(0, 40)');

  test('the skip link comes first and leads into the page', async () => {
    const { context, page } = await pageOf('manufacturer', '/chain');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('content');
    await context.close();
  });

  test('the account menu opens, closes with Escape, and gives the focus back', async () => {
    const { context, page } = await pageOf('manufacturer', '/settings');
    const button = page.getByRole('button', { name: 'Account menu' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Account' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem', { name: 'Account' }).waitFor({ state: 'hidden' });
    expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await context.close();
  });

  test('everything that takes the focus shows it, and has a name', async () => {
    const { context, page } = await pageOf('logistics', '/');
    await page.locator('[data-event]').first().waitFor();
    const nameless: string[] = [];
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const bad = await page.evaluate<string | null>(`(() => {
        const one = document.activeElement;
        if (one === null || one === document.body) return null;
        const around = one.closest('[class*="wrapper"]');
        const seen = [one, around].some((each) => {
          if (each === null) return false;
          const { outlineStyle, outlineWidth } = getComputedStyle(each);
          return (outlineStyle !== 'none' && outlineWidth !== '0px') || one.tagName === 'INPUT';
        });
        const name = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent ?? '';
        return seen && name.trim() !== '' ? null : one.outerHTML.slice(0, 160);
      })()`);
      if (bad !== null) nameless.push(bad);
    }
    expect(nameless).toEqual([]);
    await context.close();
  });
});
