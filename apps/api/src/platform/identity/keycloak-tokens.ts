import { Injectable } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import Config from 'keycloak-connect/middleware/auth-utils/config.js';
import GrantManager from 'keycloak-connect/middleware/auth-utils/grant-manager.js';
import { z } from 'zod';
import { AppConfig } from '../config/app-config.js';

/** Audience every token must carry. */
export const AUDIENCE = 'sealtrail-api';

const claims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  realm_access: z.object({ roles: z.array(z.string()) }).optional(),
  // A plain slug, or what Keycloak's own organisation mapper makes of it: a list with one slug.
  organization: z.union([z.string(), z.array(z.string()).max(1)]).optional(),
});
export type TokenClaims = z.infer<typeof claims>;

const JWT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const MAX_TOKEN_LENGTH = 16_384;
const MAX_CHECKED = 1_000;

/**
 * Checks access tokens with keycloak-connect's GrantManager: signature against the realm's published keys (fetched
 * when first needed, again when an unknown key id appears), expiry, type, issuer and audience.
 */
@Injectable()
export class KeycloakTokens {
  private readonly manager: GrantManager;
  /** Checked tokens: an RSA verification costs more than capturing an event. */
  private readonly checked = new Map<string, TokenClaims>();
  private checkedUnder: unknown;

  constructor(config: AppConfig) {
    this.manager = new GrantManager(
      new Config({
        realm: config.keycloakRealm,
        'auth-server-url': config.keycloakUrl,
        resource: AUDIENCE,
        'bearer-only': true,
        'verify-token-audience': true,
        'min-time-between-jwks-requests': 1,
      }),
    );
  }

  /** @throws SealtrailError UNAUTHENTICATED; its data name the reason, never the token. */
  async check(token: string): Promise<TokenClaims> {
    const known = this.recall(token);
    if (known) return known;
    const claims = await this.verify(token);
    if (this.checked.size >= MAX_CHECKED) this.checked.clear();
    this.checked.set(token, claims);
    return claims;
  }

  /** A token that was good stays good until it expires, or until the realm's keys were fetched again. */
  private recall(token: string): TokenClaims | undefined {
    const keys = this.manager.rotation.jwks;
    if (keys !== this.checkedUnder) {
      this.checked.clear();
      this.checkedUnder = keys;
    }
    const claims = this.checked.get(token);
    if (claims && claims.exp * 1000 > Date.now()) return claims;
    this.checked.delete(token);
    return undefined;
  }

  private async verify(token: string): Promise<TokenClaims> {
    if (token.length > MAX_TOKEN_LENGTH || !JWT.test(token)) throw refused('malformed');
    const header = decodePart(token, 0);
    // GrantManager always verifies RS256; a token that claims anything else is not one of the realm's.
    if (header?.['alg'] !== 'RS256' || typeof header['kid'] !== 'string') throw refused('algorithm');
    let content: unknown;
    try {
      const grant = await this.manager.createGrant({ access_token: token });
      content = grant.access_token?.content;
    } catch (error) {
      throw explain(error, token);
    }
    const parsed = claims.safeParse(content);
    if (!parsed.success) throw refused('claims');
    return parsed.data;
  }
}

function decodePart(token: string, part: 0 | 1): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function explain(error: unknown, token: string): SealtrailError {
  const text = error instanceof Error ? error.message : '';
  if (/ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Error fetching JWK/.test(text)) {
    return new SealtrailError('UNAVAILABLE', 'The identity provider does not answer just now: try again shortly.', {
      retryAfter: 2,
    });
  }
  if (/expired/.test(text)) return expired(token);
  if (/audience/.test(text)) return refused('audience');
  if (/ISS/.test(text)) return refused('issuer');
  return refused('signature');
}

const SENTENCES: Readonly<Record<string, string>> = {
  audience: `The access token is not meant for this API: its audience lacks ${AUDIENCE}.`,
  issuer: 'The access token was issued by somebody else.',
  signature: 'The access token is not valid: its signature is not by a key of the identity provider.',
};

/** Says when, as the token itself tells it: GrantManager looks at the expiry first. */
function expired(token: string): SealtrailError {
  const at = new Date(Number(decodePart(token, 1)?.['exp']) * 1000);
  const when = Number.isNaN(at.getTime())
    ? 'The access token has expired'
    : `The access token expired at ${at.toISOString()}`;
  return new SealtrailError('UNAUTHENTICATED', `${when}; sign in again.`, { reason: 'expired' });
}

function refused(reason: string): SealtrailError {
  return new SealtrailError('UNAUTHENTICATED', SENTENCES[reason] ?? 'The access token is not valid.', { reason });
}
