/**
 * True when the request was made by a page of this portal. Browsers send `Sec-Fetch-Site` on every request and
 * `Origin` on every POST; a request with neither comes from no browser and carries no ambient cookie.
 */
export function isSameOrigin(headers: Headers, portalUrl: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  return origin === null || origin === new URL(portalUrl).origin;
}
