import { describe, expect, test } from 'vitest';
import { Browser } from '../browser.js';
import { authorizationRequest, postForm, refresh, signInByCode, signInByPassword } from '../flows.js';
import { connectUrl, type ProviderUnderTest } from '../provider-under-test.js';

export function logoutChecks(get: () => ProviderUnderTest): void {
  describe('logout', () => {
    test('with an ID token: no question asked, back at the portal, refresh token and session dead', async () => {
      const browser = new Browser();
      const tokens = await (await signInByCode(get(), browser, 'regulator')).exchange();
      const url = new URL(connectUrl(get(), 'logout'));
      url.search = new URLSearchParams({
        id_token_hint: tokens.id_token,
        post_logout_redirect_uri: `${get().portalUrl}/`,
        state: 'back',
      }).toString();
      const end = await browser.open(url);
      expect(end.left).toBe(true);
      expect(`${end.url.origin}${end.url.pathname}`).toBe(`${get().portalUrl}/`);
      expect(end.url.searchParams.get('state')).toBe('back');

      expect((await refresh(get(), 'sealtrail-portal', tokens.refresh_token)).error).toBe('invalid_grant');
      const userinfo = await fetch(connectUrl(get(), 'userinfo'), {
        headers: { authorization: `Bearer ${tokens.access_token}` },
      });
      expect(userinfo.status).toBe(401);
      const page = await browser.open(authorizationRequest(get()).url);
      expect(page.left).toBe(false);
      expect(await page.response.text()).toContain('kc-form-login');
    });

    test('an address that is not registered is not redirected to', async () => {
      const tokens = await (await signInByCode(get(), new Browser(), 'regulator')).exchange();
      const url = new URL(connectUrl(get(), 'logout'));
      url.search = new URLSearchParams({
        id_token_hint: tokens.id_token,
        post_logout_redirect_uri: 'https://attacker.example/',
      }).toString();
      const end = await new Browser().open(url);
      expect(end.left).toBe(false);
      expect(end.response.status).toBe(400);
    });

    test('without proof the person is asked first', async () => {
      const browser = new Browser();
      const tokens = await (await signInByCode(get(), browser, 'regulator')).exchange();
      const end = await browser.open(connectUrl(get(), 'logout'));
      expect(end.left).toBe(false);
      expect(end.response.status).toBe(200);
      expect((await refresh(get(), 'sealtrail-portal', tokens.refresh_token)).status).toBe(200);
    });

    test('the command line ends its session with the refresh token', async () => {
      const tokens = await signInByPassword(get(), 'farm');
      const response = await postForm(connectUrl(get(), 'logout'), {
        client_id: 'sealtrail-cli',
        refresh_token: tokens.refresh_token,
      });
      expect(response.status).toBe(204);
      expect((await refresh(get(), 'sealtrail-cli', tokens.refresh_token)).error).toBe('invalid_grant');
    });

    test('a revoked refresh token is dead', async () => {
      const tokens = await signInByPassword(get(), 'retailer');
      const response = await postForm(connectUrl(get(), 'revoke'), {
        client_id: 'sealtrail-cli',
        token: tokens.refresh_token,
        token_type_hint: 'refresh_token',
      });
      expect(response.status).toBe(200);
      expect((await refresh(get(), 'sealtrail-cli', tokens.refresh_token)).error).toBe('invalid_grant');
    });
  });
}
