import { fileURLToPath } from 'node:url';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Modules } from '../oidc/modules.js';
import { renderErrorPage } from '../pages/pages.js';
import type { ProviderHost } from './host.js';
import { logoutRoutes } from './logout-routes.js';
import { pinHost, securityHeaders } from './security-headers.js';
import { signInRoutes } from './sign-in-routes.js';
import { tokenRoutes } from './token-routes.js';

const ASSETS = fileURLToPath(new URL('../../assets/', import.meta.url));

/** The whole HTTP surface: our routes first, the OpenID provider behind them. */
export function buildApp(host: ProviderHost, modules: Modules): Express {
  const { config, pool } = modules;
  const base = `/realms/${config.realm}`;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // An https issuer means a proxy in front, on this machine since we listen on loopback only.
  if (config.issuer.startsWith('https:')) app.set('trust proxy', 'loopback');
  app.use(pinHost(config), securityHeaders(config));

  app.get('/health/live', (_request, response) => void response.json({ status: 'UP' }));
  app.get('/health/ready', async (_request, response) => {
    const up = await pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    response.status(up ? 200 : 503).json({ status: up ? 'UP' : 'DOWN' });
  });

  app.use(`${base}/resources`, express.static(ASSETS, { index: false, maxAge: '1h' }));
  app.use(base, tokenRoutes(modules), signInRoutes(host, modules), logoutRoutes(host, modules));
  app.use(base, (request, response) => void host.provider.callback()(request, response));

  const page = (response: Response, status: number, code: string): void => {
    response
      .status(status)
      .type('html')
      .send(renderErrorPage({ base, portalUrl: config.portalUrl, code }));
  };
  app.use((request: Request, response: Response) => {
    if (request.accepts(['json', 'html']) === 'html') page(response, 404, 'not_found');
    else response.status(404).json({ error: 'not_found' });
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const status =
      error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500
        ? error.status
        : 500;
    if (status === 500) console.error('identity: unexpected error', error);
    const code = status === 500 ? 'server_error' : 'invalid_request';
    if (request.accepts(['json', 'html']) === 'html') page(response, status, code);
    else response.status(status).json({ error: code });
  });
  return app;
}
