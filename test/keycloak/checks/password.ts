import { createPublicKey } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { refresh, signInByPassword, tokenRequest } from '../flows.js';
import { connectUrl, type ProviderUnderTest, realmUrl } from '../provider-under-test.js';

const ACCOUNTS: readonly (readonly [string, string, string | undefined])[] = [
  ['manufacturer', 'manufacturer', 'aurelia'],
  ['manufacturer2', 'manufacturer', 'nordkem'],
  ['farm', 'manufacturer', 'almhof'],
  ['logistics', 'logistics', 'transvia'],
  ['logistics2', 'logistics', 'polarline'],
  ['dispenser', 'dispenser', 'st-lucia-hospital'],
  ['dispenser2', 'dispenser', 'marktplatz-apotheke'],
  ['retailer', 'dispenser', 'frischmarkt'],
  ['clinician', 'clinician', 'st-lucia-hospital'],
  ['clinician2', 'clinician', 'lakeside-clinic'],
  ['patient', 'patient', undefined],
  ['patient2', 'patient', undefined],
  ['regulator', 'regulator', 'medicines-agency'],
  ['admin', 'admin', 'sealtrail'],
];

const REALM_ROLES = new Set(ACCOUNTS.map(([, role]) => role));
const realmRoles = (claims: Record<string, unknown>): string[] =>
  (claims.realm_access as { roles: string[] }).roles.filter((role) => REALM_ROLES.has(role));

export function passwordChecks(get: () => ProviderUnderTest): void {
  describe('realm and password grant', () => {
    test('discovery names the issuer and the endpoints under the realm', async () => {
      const discovery = (await (await fetch(`${realmUrl(get())}/.well-known/openid-configuration`)).json()) as Record<
        string,
        unknown
      >;
      expect(discovery).toMatchObject({
        issuer: realmUrl(get()),
        authorization_endpoint: connectUrl(get(), 'auth'),
        token_endpoint: connectUrl(get(), 'token'),
        jwks_uri: connectUrl(get(), 'certs'),
        userinfo_endpoint: connectUrl(get(), 'userinfo'),
        end_session_endpoint: connectUrl(get(), 'logout'),
        introspection_endpoint: connectUrl(get(), 'token/introspect'),
        revocation_endpoint: connectUrl(get(), 'revoke'),
      });
      expect(discovery.code_challenge_methods_supported).toContain('S256');
    });

    test('the realm page shows the public key that tokens verify with', async () => {
      const realm = (await (await fetch(realmUrl(get()))).json()) as { realm: string; public_key: string };
      expect(realm.realm).toBe(get().realm);
      const key = createPublicKey({ key: Buffer.from(realm.public_key, 'base64'), type: 'spki', format: 'der' });
      const { access_token } = await signInByPassword(get(), 'regulator');
      await expect(
        jwtVerify(access_token, key, { issuer: realmUrl(get()), audience: 'sealtrail-api' }),
      ).resolves.toBeDefined();
    });

    test.each(ACCOUNTS)('%s signs in with role %s of %s', async (username, role, organization) => {
      const answer = await signInByPassword(get(), username);
      expect(answer).toMatchObject({ status: 200, token_type: 'Bearer' });
      const claims = decodeJwt(answer.access_token);
      expect(claims).toMatchObject({
        iss: realmUrl(get()),
        typ: 'Bearer',
        azp: 'sealtrail-cli',
        preferred_username: username,
        sub: expect.stringMatching(/^5ea17a11-/),
        sid: expect.any(String),
        jti: expect.any(String),
        name: expect.stringContaining(' '),
        email: expect.stringContaining('@'),
        scope: expect.stringContaining('openid'),
      });
      expect(claims.aud).toEqual(expect.arrayContaining(['sealtrail-api', 'account']));
      expect(realmRoles(claims)).toEqual([role]);
      expect(claims.organization).toBe(organization);
      expect(decodeJwt(answer.id_token)).toMatchObject({
        typ: 'ID',
        aud: 'sealtrail-cli',
        sid: claims.sid,
        sub: claims.sub,
      });
    });

    test('wrong password and unknown name are refused alike', async () => {
      const wrong = await signInByPassword(get(), 'patient2', 'not it');
      const unknown = await signInByPassword(get(), 'nobody', 'sealtrail');
      expect(wrong).toMatchObject({ status: 400, error: 'invalid_grant' });
      expect(unknown).toEqual(wrong);
    });

    test('the portal client may not use the password grant', async () => {
      const answer = await tokenRequest(get(), {
        grant_type: 'password',
        client_id: 'sealtrail-portal',
        username: 'admin',
        password: 'sealtrail',
      });
      expect(answer.access_token).toBeUndefined();
      expect(['unauthorized_client', 'invalid_request']).toContain(answer.error);
    });

    test('a refresh token of the command line renews the same person in the same session', async () => {
      const first = await signInByPassword(get(), 'logistics');
      const second = await refresh(get(), 'sealtrail-cli', first.refresh_token);
      expect(second.status).toBe(200);
      const [before, after] = [decodeJwt(first.access_token), decodeJwt(second.access_token)];
      expect({ sub: after.sub, sid: after.sid, organization: after.organization, aud: after.aud }).toEqual({
        sub: before.sub,
        sid: before.sid,
        organization: before.organization,
        aud: before.aud,
      });
      expect(after.jti).not.toBe(before.jti);
      expect((await refresh(get(), 'sealtrail-portal', second.refresh_token)).error).toBe('invalid_grant');
      expect((await refresh(get(), 'sealtrail-cli', 'not-a-refresh-token')).error).toBe('invalid_grant');
    });

    test('userinfo and introspection answer for a live token and refuse others', async () => {
      const { access_token } = await signInByPassword(get(), 'dispenser');
      const userinfo = await fetch(connectUrl(get(), 'userinfo'), {
        headers: { authorization: `Bearer ${access_token}` },
      });
      expect(await userinfo.json()).toMatchObject({
        sub: decodeJwt(access_token).sub,
        preferred_username: 'dispenser',
        organization: 'st-lucia-hospital',
      });
      const refused = await fetch(connectUrl(get(), 'userinfo'), {
        headers: { authorization: `Bearer ${access_token.slice(0, -8)}AAAAAAAA` },
      });
      expect(refused.status).toBe(401);

      const introspect = async (token: string, secret = get().apiSecret) => {
        const body = new URLSearchParams({ token, client_id: 'sealtrail-api', client_secret: secret });
        const response = await fetch(connectUrl(get(), 'token/introspect'), { method: 'POST', body });
        return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
      };
      expect(await introspect(access_token)).toMatchObject({
        status: 200,
        active: true,
        username: 'dispenser',
        client_id: 'sealtrail-cli',
      });
      expect(await introspect('nonsense')).toMatchObject({ status: 200, active: false });
      expect((await introspect(access_token, 'wrong secret')).status).toBe(401);
    });
  });
}
