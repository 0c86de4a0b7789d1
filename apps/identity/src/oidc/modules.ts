import type { Pool } from 'pg';
import type { AccountStore } from '../accounts/account-store.js';
import type { SignIn } from '../accounts/sign-in.js';
import type { IdentityConfig } from '../config.js';
import type { KeyRing } from '../keys/key-ring.js';

/** Everything the provider and its routes are made of; built once in start.ts. */
export interface Modules {
  readonly config: IdentityConfig;
  readonly pool: Pool;
  readonly accounts: AccountStore;
  readonly signIn: SignIn;
  readonly keys: KeyRing;
  /** Signs cookies and form tokens. */
  readonly cookieKey: Buffer;
  readonly now: () => Date;
}
