import { messages } from '../messages/en.js';
import { html, type Html } from './html.js';

/** The mark of the portal, so that signing in does not look like leaving it. */
const MARK = html`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
  <rect width="32" height="32" rx="8" fill="#0b6e6e" />
  <path
    d="M9 22.5c4.5 0 3.5-6.5 7-6.5s2.5-6.5 7-6.5"
    fill="none"
    stroke="#a3d5d1"
    stroke-width="2.4"
    stroke-linecap="round"
  />
  <circle cx="9" cy="22.5" r="2.4" fill="#fff" />
  <circle cx="16" cy="16" r="2.4" fill="#fff" />
  <circle cx="23" cy="9.5" r="3.6" fill="#fff" />
  <path
    d="m21.3 9.6 1.2 1.2 2.3-2.4"
    fill="none"
    stroke="#0b6e6e"
    stroke-width="1.3"
    stroke-linecap="round"
    stroke-linejoin="round"
  />
</svg>`;

/** One page in the look of the product. Paths are relative to the realm. */
export function layout(page: { title: string; body: Html; wide?: boolean; script?: boolean; base: string }): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${page.title} · ${messages.product}</title>
        <link rel="icon" href="${page.base}/resources/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${page.base}/resources/identity.css" />
        ${page.script && html`<script src="${page.base}/resources/sign-in.js" defer></script>`}
      </head>
      <body>
        <header>
          <p class="brand">${MARK}<span class="name">${messages.product}</span></p>
          <p class="calm">${messages.tagline}</p>
        </header>
        <main class="${page.wide ? 'sheet wide' : 'sheet'}">${page.body}</main>
      </body>
    </html> `.text;
}
