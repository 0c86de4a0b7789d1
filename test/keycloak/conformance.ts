/** What every provider of the realm must do, ours and Keycloak alike. Called from a test file of each. */
import { afterAll, beforeAll, describe } from 'vitest';
import { codeFlowChecks } from './checks/code-flow.js';
import { grantManagerChecks } from './checks/grant-manager.js';
import { logoutChecks } from './checks/logout.js';
import { passwordChecks } from './checks/password.js';
import { rotationChecks } from './checks/rotation.js';
import type { ProviderUnderTest } from './provider-under-test.js';

/** Runs all checks against one provider, which is started before and stopped after them. */
export function describeProvider(name: string, start: () => Promise<ProviderUnderTest>): void {
  describe(name, () => {
    let provider: ProviderUnderTest;
    beforeAll(async () => {
      provider = await start();
    });
    afterAll(async () => {
      await provider?.stop();
    });
    const get = (): ProviderUnderTest => provider;
    passwordChecks(get);
    codeFlowChecks(get);
    logoutChecks(get);
    grantManagerChecks(get);
    rotationChecks(get);
  });
}
