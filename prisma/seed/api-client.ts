import type { JsonObject, JsonValue } from '@sealtrail/bytes/json';

/** A token for an account, such as "manufacturer"; called before each request, so it may renew. */
export type TokenFor = (account: string) => Promise<string>;

const ATTEMPTS = 6;

/** The little of Sealtrail's public API that seeding needs. Waits and tries again while the server is starting or busy. */
export class ApiClient {
  readonly #apiUrl: string;
  readonly #tokenFor: TokenFor;

  constructor(apiUrl: string, tokenFor: TokenFor) {
    this.#apiUrl = apiUrl.replace(/\/$/, '');
    this.#tokenFor = tokenFor;
  }

  /**
   * Runs a mutation whose result is `data[field]`, a union with Problem.
   * @throws Error with the server's own sentence
   */
  async mutate(account: string, field: string, query: string, variables: JsonObject): Promise<void> {
    const response = await this.#send(account, '/graphql', 'application/json', JSON.stringify({ query, variables }));
    const answer = (await response.json()) as {
      data?: Record<string, { __typename?: string; code?: string; message?: string } | null>;
      errors?: { message: string }[];
    };
    const result = answer.data?.[field];
    if (answer.errors?.length || !result)
      throw new Error(`${field}: ${answer.errors?.[0]?.message ?? `status ${response.status}`}`);
    if (result.__typename === 'Problem') throw new Error(`${field}: ${result.message ?? result.code ?? 'refused'}`);
  }

  /** Captures one document and waits until its job is done. */
  async capture(account: string, document: JsonObject): Promise<void> {
    const response = await this.#send(account, '/epcis/v2/capture', 'application/json', JSON.stringify(document), {
      'GS1-Capture-Error-Behaviour': 'rollback',
      'GS1-EPCIS-Version': '2.0.0',
    });
    if (!response.ok) throw new Error(`capture: ${await reason(response)}`);
    const location = response.headers.get('location');
    await response.body?.cancel();
    if (location) await this.#finish(account, new URL(location, `${this.#apiUrl}/`));
  }

  async #finish(account: string, job: URL): Promise<void> {
    for (let wait = 50; ; wait = Math.min(wait * 2, 2000)) {
      const response = await this.#fetch(account, job, { method: 'GET' });
      if (!response.ok) throw new Error(`capture job: ${await reason(response)}`);
      const state = (await response.json()) as { running?: boolean; success?: boolean; errors?: JsonValue[] };
      if (state.running === true) {
        await pause(wait);
        continue;
      }
      if (state.success === false) throw new Error(`capture refused: ${JSON.stringify(state.errors?.slice(0, 3))}`);
      return;
    }
  }

  #send(
    account: string,
    path: string,
    contentType: string,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.#fetch(account, new URL(this.#apiUrl + path), {
      method: 'POST',
      headers: { ...headers, 'content-type': contentType },
      body,
    });
  }

  async #fetch(
    account: string,
    url: URL,
    init: { method: string; headers?: Record<string, string>; body?: string },
  ): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      try {
        const authorization = `Bearer ${await this.#tokenFor(account)}`;
        const response = await fetch(url, {
          ...init,
          headers: { accept: 'application/json', ...init.headers, authorization },
          signal: AbortSignal.timeout(30_000),
        });
        if (attempt === ATTEMPTS || ![408, 429, 502, 503, 504].includes(response.status)) return response;
        await response.body?.cancel();
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
      }
      await pause(200 * 2 ** (attempt - 1));
    }
  }
}

/** The server's own words about a refusal, first field errors included. */
async function reason(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as { title?: string; detail?: string; code?: string; errors?: JsonValue[] };
    return [
      response.status,
      problem.code,
      problem.detail ?? problem.title,
      problem.errors ? JSON.stringify(problem.errors.slice(0, 3)) : '',
    ]
      .filter(Boolean)
      .join(' ');
  } catch {
    return `${response.status} ${text.slice(0, 300)}`;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
