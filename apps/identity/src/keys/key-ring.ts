import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { type KeyRule, planKeys } from './key-plan.js';
import type { KeyStore, StoredKey } from './key-store.js';

/** An RS256 key pair as JWK; `kid` is its RFC 7638 thumbprint. */
export async function makeSigningKey(activeFrom: Date): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true, modulusLength: 2048 });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, privateJwk: { ...jwk, kid, alg: 'RS256', use: 'sig' }, activeFrom };
}

/** The key set in force, read from the database and kept up to date by `refresh`. */
export class KeyRing {
  readonly #store: KeyStore;
  readonly #rule: KeyRule;
  readonly #now: () => Date;
  #keys: readonly StoredKey[] = [];

  constructor(options: { rule: KeyRule; now: () => Date }, modules: { store: KeyStore }) {
    this.#store = modules.store;
    this.#rule = options.rule;
    this.#now = options.now;
  }

  /** Private JWKs, the signing one first. */
  get privateJwks(): JWK[] {
    return this.#keys.map((key) => ({ ...key.privateJwk }));
  }

  /** Public JWKs in the same order. */
  get publicJwks(): JWK[] {
    return this.#keys.map(({ privateJwk: { kty, n, e, kid, alg, use } }) => ({ kty, n, e, kid, alg, use }) as JWK);
  }

  /** Makes, takes over and drops keys as their times come. @returns true when the published set or its order changed */
  async refresh(): Promise<boolean> {
    let plan = planKeys(await this.#store.list(), this.#now(), this.#rule);
    if (plan.createFrom) {
      await this.#store.add(await makeSigningKey(plan.createFrom));
      plan = planKeys(await this.#store.list(), this.#now(), this.#rule);
    }
    if (plan.drop.length > 0) await this.#store.drop(plan.drop.map((key) => key.kid));
    const before = this.#keys.map((key) => key.kid).join();
    this.#keys = plan.publish;
    return before !== plan.publish.map((key) => key.kid).join();
  }

  /** Hands over to a new key at once; the old one stays published. For a key that may have leaked, and for tests. */
  async rotateNow(): Promise<void> {
    await this.#store.add(await makeSigningKey(this.#now()));
    await this.refresh();
  }
}
