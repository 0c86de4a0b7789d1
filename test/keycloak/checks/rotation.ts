import { decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { Browser } from '../browser.js';
import { refresh, signInByCode, signInByPassword } from '../flows.js';
import { grantManager } from '../grant-manager.js';
import type { ProviderUnderTest } from '../provider-under-test.js';

export function rotationChecks(get: () => ProviderUnderTest): void {
  test('key rotation: new tokens have the new key, old tokens and sessions stay good, nobody restarts', async () => {
    const manager = grantManager(get());
    const portal = await (await signInByCode(get(), new Browser(), 'manufacturer')).exchange();
    const before = await signInByPassword(get(), 'logistics2');
    await manager.createGrant({ access_token: before.access_token });
    const oldKid = decodeProtectedHeader(before.access_token).kid;

    await get().rotateSigningKey();

    const after = await signInByPassword(get(), 'logistics2');
    expect(decodeProtectedHeader(after.access_token).kid).not.toBe(oldKid);
    const bearerOnly = ({ access_token }: { access_token: string }) => ({ access_token });
    await expect(manager.createGrant(bearerOnly(after))).resolves.toBeDefined();
    await expect(manager.createGrant(bearerOnly(before))).resolves.toBeDefined();
    await expect(grantManager(get()).createGrant(bearerOnly(before))).resolves.toBeDefined();

    const renewed = await refresh(get(), 'sealtrail-portal', portal.refresh_token);
    expect(decodeProtectedHeader(renewed.access_token).kid).toBe(decodeProtectedHeader(after.access_token).kid);
    await expect(manager.createGrant(bearerOnly(renewed))).resolves.toBeDefined();
  });
}
