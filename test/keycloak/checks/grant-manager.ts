import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { signInByPassword } from '../flows.js';
import { grantManager } from '../grant-manager.js';
import type { ProviderUnderTest } from '../provider-under-test.js';

/** The same claims with more in them, the signature kept. */
function tamper(token: string, change: Record<string, unknown>): string {
  const [header, , signature] = token.split('.');
  const payload = Buffer.from(JSON.stringify({ ...decodeJwt(token), ...change })).toString('base64url');
  return `${header}.${payload}.${signature}`;
}

export function grantManagerChecks(get: () => ProviderUnderTest): void {
  describe('tokens under keycloak-connect', () => {
    afterEach(() => vi.useRealTimers());

    test('a good token passes with the audience check on', async () => {
      const { access_token } = await signInByPassword(get(), 'manufacturer');
      const grant = await grantManager(get()).createGrant({ access_token });
      expect(grant.access_token.content).toMatchObject({ preferred_username: 'manufacturer', organization: 'aurelia' });
    });

    test('a token for someone else is refused', async () => {
      const { access_token } = await signInByPassword(get(), 'manufacturer');
      await expect(grantManager(get(), 'another-api').createGrant({ access_token })).rejects.toThrow('wrong audience');
    });

    test('an expired token is refused', async () => {
      const { access_token } = await signInByPassword(get(), 'manufacturer');
      vi.useFakeTimers({ toFake: ['Date'], now: decodeJwt(access_token).exp! * 1000 + 1000 });
      await expect(grantManager(get()).createGrant({ access_token })).rejects.toThrow('expired');
    });

    test('changed claims, a foreign key under our key id, and no signature at all are refused', async () => {
      const { access_token } = await signInByPassword(get(), 'manufacturer');
      const { kid } = decodeProtectedHeader(access_token);
      const claims = { ...decodeJwt(access_token), realm_access: { roles: ['admin'] } };
      const { privateKey, publicKey } = await generateKeyPair('RS256');
      const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: kid! }).sign(privateKey);
      const embedded = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'mine', jwk: await exportJWK(publicKey) })
        .sign(privateKey);
      const unsigned = new UnsecuredJWT(claims).encode();
      for (const token of [tamper(access_token, { realm_access: { roles: ['admin'] } }), forged, embedded, unsigned]) {
        await expect(grantManager(get()).createGrant({ access_token: token })).rejects.toThrow();
      }
    });

    test('an ID token or a refresh token does not pass as an access token', async () => {
      const { id_token, refresh_token } = await signInByPassword(get(), 'manufacturer');
      await expect(grantManager(get()).createGrant({ access_token: id_token })).rejects.toThrow();
      await expect(grantManager(get()).createGrant({ access_token: refresh_token })).rejects.toThrow();
    });
  });
}
