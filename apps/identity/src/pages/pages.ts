import { messages } from '../messages/en.js';
import { html, Html } from './html.js';
import { layout } from './layout.js';

/** `base` of every view is the realm's path, `/realms/sealtrail`. */
interface View {
  readonly base: string;
}

/** An error in one sentence; the technical part is folded away. */
export function renderErrorPage(view: View & { portalUrl: string; code: string; detail?: string | undefined }): string {
  const m = messages.error;
  const body = html`<section class="card">
    <h1>${m.heading}</h1>
    <p>${m.byCode[view.code] ?? m.fallback}</p>
    <p><a class="primary" href="${view.portalUrl}/">${m.back}</a></p>
    ${
      view.detail !== undefined &&
      html`<details>
        <summary>${m.details}</summary>
        <p class="code">${view.code}: ${view.detail}</p>
      </details>`
    }
  </section>`;
  return layout({ title: m.title, body, base: view.base });
}

/** Asks before signing out; shown only when the request does not prove whose session it is. `form` comes from the provider, escaped. */
export function renderSignOutPage(view: View & { form: string }): string {
  const m = messages.signOut;
  const body = html`<section class="card">
    <h1>${m.heading}</h1>
    <p>${m.text}</p>
    ${new Html(view.form)}
    <button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">${m.confirm}</button>
  </section>`;
  return layout({ title: m.title, body, base: view.base });
}

export function renderSignedOutPage(view: View & { portalUrl: string }): string {
  const m = messages.signOut;
  const body = html`<section class="card">
    <h1>${m.doneHeading}</h1>
    <p>${m.doneText}</p>
    <p><a class="primary" href="${view.portalUrl}/">${messages.error.back}</a></p>
  </section>`;
  return layout({ title: m.doneTitle, body, base: view.base });
}
