import type { TokenFor } from './api-client.js';

/** Demo accounts all have this password; the embedded provider alone knows them. */
const DEMO_PASSWORD = 'sealtrail';
const RENEW_BEFORE_MS = 20_000;

/** Tokens by password grant with the client `sealtrail-cli`, one per account, renewed shortly before they end. */
export function passwordTokens(keycloakUrl: string, realm: string): TokenFor {
  const endpoint = `${keycloakUrl.replace(/\/$/, '')}/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`;
  const tokens = new Map<string, { token: string; until: number }>();
  return async (account) => {
    const known = tokens.get(account);
    if (known && known.until > Date.now()) return known.token;
    const response = await fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'sealtrail-cli',
        username: account,
        password: DEMO_PASSWORD,
        scope: 'openid',
      }),
      signal: AbortSignal.timeout(30_000),
    });
    const answer = (await response.json()) as {
      access_token?: string;
      expires_in?: number;
      error_description?: string;
    };
    if (!response.ok || answer.access_token === undefined) {
      throw new Error(
        `The identity provider gives no token for ${account}: ${answer.error_description ?? `status ${response.status}`}.`,
      );
    }
    tokens.set(account, {
      token: answer.access_token,
      until: Date.now() + (answer.expires_in ?? 60) * 1000 - RENEW_BEFORE_MS,
    });
    return answer.access_token;
  };
}
