import { createHash, randomBytes } from 'node:crypto';
import { Browser, readSignInForm } from './browser.js';
import { connectUrl, type ProviderUnderTest } from './provider-under-test.js';

export interface TokenAnswer {
  status: number;
  access_token: string;
  refresh_token: string;
  id_token: string;
  token_type: string;
  expires_in: number;
  error?: string;
  error_description?: string;
}

export const postForm = (url: string, fields: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });

/** Asks the token endpoint; refusals come back as answers with `error`. */
export async function tokenRequest(provider: ProviderUnderTest, fields: Record<string, string>): Promise<TokenAnswer> {
  const response = await postForm(connectUrl(provider, 'token'), fields);
  return { ...((await response.json()) as Omit<TokenAnswer, 'status'>), status: response.status };
}

export const signInByPassword = (
  provider: ProviderUnderTest,
  username: string,
  password = 'sealtrail',
  scope = 'openid',
): Promise<TokenAnswer> =>
  tokenRequest(provider, { grant_type: 'password', client_id: 'sealtrail-cli', username, password, scope });

export const refresh = (provider: ProviderUnderTest, clientId: string, refreshToken: string): Promise<TokenAnswer> =>
  tokenRequest(provider, { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken });

/** The portal's authorization request, with what it must remember until the callback. */
export function authorizationRequest(provider: ProviderUnderTest, change: Record<string, string | undefined> = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(12).toString('base64url');
  const nonce = randomBytes(12).toString('base64url');
  const redirectUri = `${provider.portalUrl}/api/auth/callback`;
  const url = new URL(connectUrl(provider, 'auth'));
  const params: Record<string, string | undefined> = {
    client_id: 'sealtrail-portal',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  };
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
  return { url, verifier, state, nonce, redirectUri };
}

/** Opens the sign-in page and posts the form like a browser. */
export async function submitSignIn(browser: Browser, url: URL, username: string, password: string) {
  const page = await browser.open(url);
  if (page.left) throw new Error(`expected the sign-in page, was sent to ${page.url.href}`);
  const form = readSignInForm(await page.response.text());
  return browser.open(new URL(form.action, page.url), {
    method: 'POST',
    body: new URLSearchParams({ ...form.hidden, username, password }),
  });
}

/** Code flow with PKCE from the first redirect to the tokens. */
export async function signInByCode(
  provider: ProviderUnderTest,
  browser: Browser,
  username: string,
  password = 'sealtrail',
) {
  const request = authorizationRequest(provider);
  const end = await submitSignIn(browser, request.url, username, password);
  const code = end.url.searchParams.get('code');
  if (!end.left || code === null) throw new Error(`no code at ${end.url.href}`);
  const exchange = (change: Record<string, string> = {}): Promise<TokenAnswer> =>
    tokenRequest(provider, {
      grant_type: 'authorization_code',
      client_id: 'sealtrail-portal',
      redirect_uri: request.redirectUri,
      code,
      code_verifier: request.verifier,
      ...change,
    });
  return { ...request, callback: end.url, exchange };
}
