/*
 * Keeps the Verify page and everything it needs on the device, so that it opens and works without a connection.
 * VERSION and ASSETS are filled in by the build. It answers for /verify, its assets and nothing else: pages with
 * data are never cached.
 */
const VERSION = '__VERSION__';
const ASSETS = __ASSETS__;
const CACHE = `sealtrail-verify-${VERSION}`;
const PAGE = '/verify';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      // `credentials: omit`: the kept page is the public one, without anybody's name on it.
      .then((cache) => cache.addAll([new Request(PAGE, { credentials: 'omit', cache: 'reload' }), ...ASSETS]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith('sealtrail-verify-') && name !== CACHE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

// A worker reads its settings from its own address. A kept response brings the address it was kept under, without
// them; a new response has none, and then the address that was asked for counts.
const asIfFetched = (kept) => new Response(kept.body, { status: kept.status, headers: kept.headers });

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (url.pathname === PAGE) event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
    return;
  }
  // Build assets carry their hash in the name: what is kept is what would be fetched.
  if (url.pathname.startsWith('/_next/static/') || url.pathname === '/icon.svg') {
    event.respondWith(
      caches
        .match(request, { ignoreSearch: true, ignoreVary: true })
        .then((kept) => (kept ? asIfFetched(kept) : fetch(request))),
    );
  }
});
