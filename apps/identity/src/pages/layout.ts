import { messages } from '../messages/en.js';
import { html, type Html } from './html.js';

const MARK = html`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
  <circle cx="16" cy="16" r="13.5" fill="none" stroke="currentColor" stroke-width="2.2" stroke-dasharray="4.07 3" stroke-linecap="butt"/>
  <path d="M9.5 16.5l4.4 4.3 8.6-9.1" fill="none" stroke="currentColor" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round"/>
</svg>`;

/** One page in the look of the product. Paths are relative to the realm. */
export function layout(page: { title: string; body: Html; wide?: boolean; script?: boolean; base: string }): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title} · ${messages.product}</title>
<link rel="icon" href="${page.base}/resources/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="${page.base}/resources/identity.css">
${page.script && html`<script src="${page.base}/resources/sign-in.js" defer></script>`}
</head>
<body>
<header>
<p class="brand">${MARK}<span class="name">${messages.product}</span></p>
<p class="calm">${messages.tagline}</p>
</header>
<main class="${page.wide ? 'sheet wide' : 'sheet'}">
${page.body}
</main>
</body>
</html>
`.text;
}
