import type { AccountStore } from './account-store.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, demoEmail } from './demo-accounts.js';
import { hashPassword } from './password-hash.js';

/** Makes the demo accounts that are missing. Existing ones keep their password. @returns how many were made */
export async function seedAccounts(store: AccountStore): Promise<number> {
  const taken = await store.usernames();
  const missing = DEMO_ACCOUNTS.filter((account) => !taken.has(account.username));
  await Promise.all(
    missing.map(async (demo) => {
      const { id, username, firstName, lastName, organization, role } = demo;
      const account = {
        id,
        username,
        firstName,
        lastName,
        email: demoEmail(demo),
        organization: organization ?? null,
        roles: [role],
      };
      await store.add(account, await hashPassword(DEMO_PASSWORD));
    }),
  );
  return missing.length;
}
