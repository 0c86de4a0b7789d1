import type { Account } from './account.js';
import type { AccountStore } from './account-store.js';
import { KeyedQueue } from './keyed-queue.js';
import { hashPassword, verifyPassword } from './password-hash.js';
import { ACCOUNT_RULE, ADDRESS_RULE, afterFailure, secondsLocked } from './throttle.js';
import type { ThrottleStore } from './throttle-store.js';

export type SignInResult =
  | { readonly kind: 'welcome'; readonly account: Account }
  | { readonly kind: 'refused' }
  | { readonly kind: 'locked'; readonly seconds: number };

const USERNAME = /^[a-z0-9._@-]{1,64}$/;

/** Checks a name and a password: slow on purpose, equally slow for names that do not exist, and slower after wrong guesses. */
export class SignIn {
  readonly #accounts: AccountStore;
  readonly #throttle: ThrottleStore;
  readonly #now: () => Date;
  readonly #queue = new KeyedQueue(50);
  /** Stands in for a missing account, so that the answer takes as long. */
  readonly #decoy = hashPassword('no account has this password');

  constructor(modules: { accounts: AccountStore; throttle: ThrottleStore; now: () => Date }) {
    this.#accounts = modules.accounts;
    this.#throttle = modules.throttle;
    this.#now = modules.now;
  }

  async check(input: { username: string; password: string; address: string }): Promise<SignInResult> {
    const username = input.username.trim().toLowerCase();
    // What cannot be a name is counted under one subject: random text must not fill the table.
    const known = USERNAME.test(username);
    const subject = `account:${known ? username : '?'}`;
    const result = await this.#queue.run(subject, () => this.#check({ ...input, username }, subject, known));
    return result ?? { kind: 'locked', seconds: ACCOUNT_RULE.pauseSeconds };
  }

  async #check(
    input: { username: string; password: string; address: string },
    subject: string,
    known: boolean,
  ): Promise<SignInResult> {
    const address = `address:${input.address}`;
    const states = await this.#throttle.read([subject, address]);
    const seconds = Math.max(
      secondsLocked(states.get(subject), this.#now()),
      secondsLocked(states.get(address), this.#now()),
    );
    if (seconds > 0) return { kind: 'locked', seconds };

    const found =
      known && input.password.length <= 1024 ? await this.#accounts.findForSignIn(input.username) : undefined;
    const matches = await verifyPassword(found ? input.password : '', found?.passwordHash ?? (await this.#decoy));
    if (found && matches) {
      if (states.has(subject)) await this.#throttle.clear(subject);
      return { kind: 'welcome', account: found.account };
    }
    const after = afterFailure(ACCOUNT_RULE, states.get(subject), this.#now());
    await this.#throttle.write(subject, after);
    await this.#throttle.write(address, afterFailure(ADDRESS_RULE, states.get(address), this.#now()));
    const pause = secondsLocked(after, this.#now());
    return pause > 0 ? { kind: 'locked', seconds: pause } : { kind: 'refused' };
  }
}
