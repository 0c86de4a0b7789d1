import { Router, urlencoded, type Request, type Response } from 'express';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../accounts/demo-accounts.js';
import { messages } from '../messages/en.js';
import type { Modules } from '../oidc/modules.js';
import { renderErrorPage } from '../pages/pages.js';
import { renderSignInPage, type SignInView } from '../pages/sign-in-page.js';
import { formToken, isFormToken } from './form-token.js';
import type { ProviderHost } from './host.js';

type Body = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the form asks for: typed credentials, or one tap on a demo account. */
function credentials(body: Body, demo: boolean): { username: string; password: string } {
  const picked = demo ? DEMO_ACCOUNTS.find((account) => account.username === body.demo) : undefined;
  return picked
    ? { username: picked.username, password: DEMO_PASSWORD }
    : { username: text(body.username).trim(), password: text(body.password) };
}

/** `GET` and `POST /login-actions/{uid}`: the sign-in page and its form. */
export function signInRoutes(host: ProviderHost, modules: Modules): Router {
  const { config, cookieKey } = modules;
  const base = `/realms/${config.realm}`;

  const show = (
    response: Response,
    status: number,
    uid: string,
    rest: Pick<SignInView, 'username' | 'error'>,
  ): void => {
    const action = `${base}/login-actions/${uid}`;
    const page = renderSignInPage({ base, action, formToken: formToken(cookieKey, uid), demo: config.demo, ...rest });
    response.status(status).set('cache-control', 'no-store').type('html').send(page);
  };
  const fail = (response: Response, status: number, code: string): void => {
    response
      .status(status)
      .set('cache-control', 'no-store')
      .type('html')
      .send(renderErrorPage({ base, portalUrl: config.portalUrl, code }));
  };

  /** The sign-in this browser holds the cookie of, if it is the one in the address. */
  const interaction = async (request: Request, response: Response) => {
    const details = await host.provider.interactionDetails(request, response).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'SessionNotFound') return undefined;
      throw error;
    });
    return details?.uid === request.params.uid && details?.prompt.name === 'login' ? details : undefined;
  };

  const router = Router();
  router.get('/login-actions/:uid', async (request, response) => {
    const details = await interaction(request, response);
    if (!details) return fail(response, 400, 'session_expired');
    show(response, 200, details.uid, { username: text(details.params.login_hint) });
  });

  router.post('/login-actions/:uid', urlencoded({ extended: false, limit: '16kb' }), async (request, response) => {
    const details = await interaction(request, response);
    if (!details) return fail(response, 400, 'session_expired');
    const body = (request.body ?? {}) as Body;
    const crossSite = request.get('sec-fetch-site') === 'cross-site';
    if (crossSite || !isFormToken(cookieKey, details.uid, body.form_token)) return fail(response, 403, 'forged_form');

    const { username, password } = credentials(body, config.demo);
    const m = messages.signIn;
    if (username === '')
      return show(response, 422, details.uid, { username, error: { field: 'username', sentence: m.usernameMissing } });
    if (password === '')
      return show(response, 422, details.uid, { username, error: { field: 'password', sentence: m.passwordMissing } });

    const result = await modules.signIn.check({ username, password, address: request.ip ?? '' });
    if (result.kind === 'locked') {
      response.set('retry-after', String(result.seconds));
      return show(response, 429, details.uid, {
        username,
        error: { field: 'form', sentence: m.locked(result.seconds) },
      });
    }
    if (result.kind === 'refused')
      return show(response, 401, details.uid, { username, error: { field: 'form', sentence: m.refused } });
    await host.provider.interactionFinished(
      request,
      response,
      { login: { accountId: result.account.id } },
      { mergeWithLastSubmission: false },
    );
  });
  return router;
}
