/** Just enough of a browser: cookies by path, redirects one at a time, the sign-in form. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  /** One request, redirects not followed. */
  async fetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const { pathname } = new URL(url);
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', ...init.headers, ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) this.#store(line, pathname);
    return response;
  }

  /** Follows redirects as long as they stay on the provider. @returns the page, or the address outside that it led to */
  async open(url: string | URL, init: RequestInit = {}): Promise<{ response: Response; url: URL; left: boolean }> {
    const { origin } = new URL(url);
    let at = new URL(url);
    let response = await this.fetch(at, init);
    for (let hop = 0; hop < 10; hop++) {
      const location = response.headers.get('location');
      if (location === null) return { response, url: at, left: false };
      at = new URL(location, at);
      if (at.origin !== origin) return { response, url: at, left: true };
      response = await this.fetch(at);
    }
    throw new Error(`too many redirects at ${at.href}`);
  }

  #store(line: string, requestPath: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const path =
      attributes.find((part) => /^path=/i.test(part))?.slice(5) ??
      requestPath.slice(0, requestPath.lastIndexOf('/') + 1);
    const over = attributes.some((part) => /^max-age=0$/i.test(part) || /^expires=.*1970/i.test(part));
    if (over || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Address and hidden fields of the sign-in form, by the id that Keycloak gives it. */
export function readSignInForm(page: string): { action: string; hidden: Record<string, string> } {
  const form = /<form[^>]*id="kc-form-login"[^>]*>([\s\S]*?)<\/form>/.exec(page);
  const action = form && /action="([^"]+)"/.exec(form[0]);
  if (!form || !action) throw new Error(`no sign-in form in:\n${page.slice(0, 2000)}`);
  const hidden = [...form[1]!.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => {
    const attribute = (name: string): string => unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? '');
    return [attribute('name'), attribute('value')] as const;
  });
  return { action: unescape(action[1]!), hidden: Object.fromEntries(hidden) };
}
