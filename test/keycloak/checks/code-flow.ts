import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { Browser } from '../browser.js';
import { authorizationRequest, refresh, signInByCode, submitSignIn } from '../flows.js';
import type { ProviderUnderTest } from '../provider-under-test.js';

export function codeFlowChecks(get: () => ProviderUnderTest): void {
  describe('code flow with PKCE', () => {
    test('from the redirect over the form to tokens, and no form the second time', async () => {
      const browser = new Browser();
      const flow = await signInByCode(get(), browser, 'manufacturer');
      expect(flow.callback.searchParams.get('state')).toBe(flow.state);
      const tokens = await flow.exchange();
      expect(tokens.status).toBe(200);
      const access = decodeJwt(tokens.access_token);
      expect(access).toMatchObject({
        azp: 'sealtrail-portal',
        preferred_username: 'manufacturer',
        organization: 'aurelia',
        typ: 'Bearer',
      });
      expect(access.aud).toContain('sealtrail-api');
      expect(decodeJwt(tokens.id_token)).toMatchObject({
        aud: 'sealtrail-portal',
        azp: 'sealtrail-portal',
        nonce: flow.nonce,
        typ: 'ID',
        sid: access.sid,
        organization: 'aurelia',
        preferred_username: 'manufacturer',
        realm_access: { roles: expect.arrayContaining(['manufacturer']) },
      });

      const again = authorizationRequest(get());
      const end = await browser.open(again.url);
      expect(end.left).toBe(true);
      expect(end.url.searchParams.get('code')).toBeTruthy();
    });

    test('wrong password: the page again, with an error and the name kept', async () => {
      const browser = new Browser();
      const end = await submitSignIn(browser, authorizationRequest(get()).url, 'clinician2', 'wrong');
      expect(end.left).toBe(false);
      const page = await end.response.text();
      expect(page).toMatch(/aria-invalid="true"/);
      expect(page).toMatch(/value="clinician2"/);
    });

    test('a refresh keeps person and session', async () => {
      const tokens = await (await signInByCode(get(), new Browser(), 'patient')).exchange();
      const next = await refresh(get(), 'sealtrail-portal', tokens.refresh_token);
      expect(next.status).toBe(200);
      const { sub, sid } = decodeJwt(tokens.access_token);
      expect(decodeJwt(next.access_token)).toMatchObject({ sub, sid });
      expect(decodeJwt(next.id_token)).toMatchObject({ sub, sid, typ: 'ID', azp: 'sealtrail-portal' });
    });

    test('PKCE is required, and only S256', async () => {
      for (const change of [
        { code_challenge: undefined, code_challenge_method: undefined },
        { code_challenge_method: 'plain' },
      ]) {
        const end = await new Browser().open(authorizationRequest(get(), change).url);
        expect(end.left).toBe(true);
        expect(end.url.searchParams.get('error')).toBe('invalid_request');
      }
    });

    test('a wrong verifier gets nothing, and a code works once', async () => {
      const browser = new Browser();
      const first = await signInByCode(get(), browser, 'admin');
      expect((await first.exchange({ code_verifier: 'x'.repeat(43) })).error).toBe('invalid_grant');

      const second = await signInByCode(get(), new Browser(), 'admin');
      const tokens = await second.exchange();
      expect(tokens.status).toBe(200);
      expect((await second.exchange()).error).toBe('invalid_grant');
      expect((await refresh(get(), 'sealtrail-portal', tokens.refresh_token)).error).toBe('invalid_grant');
    });

    test('prompt=none without a session answers login_required and shows no page', async () => {
      const end = await new Browser().open(authorizationRequest(get(), { prompt: 'none' }).url);
      expect(end.left).toBe(true);
      expect(end.url.searchParams.get('error')).toBe('login_required');
    });

    test('an unknown redirect address or client is told on our own page, never redirected to', async () => {
      for (const change of [{ redirect_uri: 'https://attacker.example/callback' }, { client_id: 'no-such-client' }]) {
        const end = await new Browser().open(authorizationRequest(get(), change).url);
        expect(end.left).toBe(false);
        expect(end.response.status).toBe(400);
      }
    });
  });
}
