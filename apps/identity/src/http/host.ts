import type { Provider } from 'oidc-provider';

/** Holds the provider in force. A new signing key means a new one; requests under way end on the old. */
export interface ProviderHost {
  provider: Provider;
}
