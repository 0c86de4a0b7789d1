import { DEMO_ACCOUNTS, DEMO_PASSWORD, type DemoAccount } from '../accounts/demo-accounts.js';
import { messages } from '../messages/en.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';

export interface SignInView {
  /** `/realms/sealtrail` */
  readonly base: string;
  /** Where the form goes. */
  readonly action: string;
  /** Proof that the form came from our page. */
  readonly formToken: string;
  readonly username: string;
  /** A sentence, and the field it belongs to. */
  readonly error?: { readonly field: 'username' | 'password' | 'form'; readonly sentence: string };
  readonly demo: boolean;
}

const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  [messages.demo.groups.supply, ['manufacturer', 'logistics', 'dispenser']],
  [messages.demo.groups.care, ['clinician', 'patient']],
  [messages.demo.groups.oversight, ['regulator', 'admin']],
];

const demoButton = (account: DemoAccount): Html =>
  html`<li>
    <button class="pick" name="demo" value="${account.username}">
      <span class="who">${account.username}</span><span class="where">${account.hint}</span>
    </button>
  </li>`;

function demoPanel(view: SignInView): Html {
  return html`<section class="demo" aria-labelledby="demo-heading">
    <h2 id="demo-heading">${messages.demo.heading}</h2>
    <p class="quiet">${messages.demo.lead(DEMO_PASSWORD)}</p>
    <form method="post" action="${view.action}">
      <input type="hidden" name="form_token" value="${view.formToken}" />
      ${GROUPS.map(
        ([name, roles], index) =>
          html`<h3 id="demo-group-${index}">${name}</h3>
            <ul aria-labelledby="demo-group-${index}">
              ${DEMO_ACCOUNTS.filter((account) => roles.includes(account.role)).map(demoButton)}
            </ul>`,
      )}
    </form>
  </section>`;
}

/** The sign-in page. A wrong password keeps the user name and puts the cursor where it is needed. */
export function renderSignInPage(view: SignInView): string {
  const { error } = view;
  const m = messages.signIn;
  const bad = (field: 'username' | 'password'): Html | false =>
    (error?.field === field || error?.field === 'form') && html` aria-invalid="true" aria-describedby="sign-in-error"`;
  const focusPassword = view.username !== '' && error?.field !== 'username';
  const body = html`<section class="card" aria-labelledby="sign-in-heading">
      <h1 id="sign-in-heading">${m.heading}</h1>
      ${error && html`<p class="alert" id="sign-in-error" role="alert">${error.sentence}</p>`}
      <form id="kc-form-login" method="post" action="${view.action}" novalidate>
        <input type="hidden" name="form_token" value="${view.formToken}" />
        <div class="field">
          <label for="username">${m.username}</label>
          <input
            id="username"
            name="username"
            type="text"
            value="${view.username}"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            maxlength="64"
            required${!focusPassword && html` autofocus`}${bad('username')}
          />
        </div>
        <div class="field">
          <label for="password">${m.password}</label>
          <div class="with-toggle">
            <input
              id="password"
              name="password"
              type="password"
              autocomplete="current-password"
              maxlength="1024"
              required${focusPassword && html` autofocus`}${bad('password')}
            />
            <button
              type="button"
              class="toggle"
              id="show-password"
              hidden
              aria-controls="password"
              data-show="${m.showPassword}"
              data-hide="${m.hidePassword}"
              data-show-label="${m.showPasswordLabel}"
              data-hide-label="${m.hidePasswordLabel}"
              aria-label="${m.showPasswordLabel}"
            >
              ${m.showPassword}
            </button>
          </div>
        </div>
        <button class="primary" id="kc-login" type="submit">${m.submit}</button>
      </form>
    </section>
    ${view.demo && demoPanel(view)}`;
  return layout({
    title: error ? `${m.errorTitle} ${m.title}` : m.title,
    body,
    wide: view.demo,
    script: true,
    base: view.base,
  });
}
