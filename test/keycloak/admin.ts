/** The few calls of Keycloak's admin REST that the tests need. */
export class KeycloakAdmin {
  readonly #url: string;
  readonly #credentials: { username: string; password: string };

  constructor(url: string, credentials: { username: string; password: string }) {
    this.#url = url;
    this.#credentials = credentials;
  }

  async #call<T>(path: string, init: RequestInit = {}): Promise<T> {
    const body = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...this.#credentials });
    const tokens = await fetch(`${this.#url}/realms/master/protocol/openid-connect/token`, { method: 'POST', body });
    const { access_token } = (await tokens.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
    const response = await fetch(`${this.#url}/admin/realms/sealtrail${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Secret of a confidential client; Keycloak made it at import. */
  async clientSecret(clientId: string): Promise<string> {
    const [client] = await this.#call<{ id: string }[]>(`/clients?clientId=${clientId}`);
    return (await this.#call<{ value: string }>(`/clients/${client!.id}/client-secret`)).value;
  }

  /** Adds an RSA key that comes before all others, as an administrator does to rotate. */
  async addSigningKey(): Promise<void> {
    const realm = await this.#call<{ id: string }>('');
    const config = { priority: ['1000'], enabled: ['true'], active: ['true'], keySize: ['2048'], algorithm: ['RS256'] };
    const component = {
      name: `rotated ${Date.now()}`,
      providerId: 'rsa-generated',
      providerType: 'org.keycloak.keys.KeyProvider',
      parentId: realm.id,
      config,
    };
    await this.#call('/components', { method: 'POST', body: JSON.stringify(component) });
  }
}
