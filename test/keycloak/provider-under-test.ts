/** What the conformance checks need to know of a provider. One suite, two providers: ours and Keycloak. */
export interface ProviderUnderTest {
  /** Origin, `http://localhost:8180`. */
  readonly url: string;
  readonly realm: string;
  /** Origin whose callback is registered for `sealtrail-portal`. */
  readonly portalUrl: string;
  /** Secret of the confidential client `sealtrail-api`. */
  readonly apiSecret: string;
  /** Makes a new signing key sign from now on; the old one stays published. */
  rotateSigningKey(): Promise<void>;
  stop(): Promise<void>;
}

export const realmUrl = (provider: ProviderUnderTest): string => `${provider.url}/realms/${provider.realm}`;
export const connectUrl = (provider: ProviderUnderTest, path: string): string =>
  `${realmUrl(provider)}/protocol/openid-connect/${path}`;
