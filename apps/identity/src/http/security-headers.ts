import type { NextFunction, Request, Response } from 'express';
import type { IdentityConfig } from '../config.js';

/** Headers for every answer. Nothing is loaded from elsewhere, no page may be framed, forms end at us or at the portal. */
export function securityHeaders(config: Pick<IdentityConfig, 'portalUrl' | 'issuer'>) {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    // Browsers hold redirects after a form post to this list too.
    `form-action 'self' ${config.portalUrl}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request: Request, response: Response, next: NextFunction): void => {
    response.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    });
    next();
  };
}

/**
 * Answers as the issuer whatever name the request came in by: addresses in discovery, redirects and cookies never
 * follow a forged Host header.
 */
export function pinHost(config: Pick<IdentityConfig, 'issuer'>) {
  const { host, protocol } = new URL(config.issuer);
  return (request: Request, _response: Response, next: NextFunction): void => {
    request.headers.host = host;
    delete request.headers['x-forwarded-host'];
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    next();
  };
}
