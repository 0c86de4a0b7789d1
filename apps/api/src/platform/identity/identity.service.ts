import { Injectable } from '@nestjs/common';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { ROLES, type Caller, type CallerOrganisation, type Role } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { KeycloakTokens } from './keycloak-tokens.js';

const ORGANISATION_TTL_MS = 5_000;
const MAX_CACHED = 1_000;

/** From an `Authorization` header to a caller with roles and organisation. */
@Injectable()
export class IdentityService {
  private readonly organisations = new Map<string, { until: number; found: Promise<CallerOrganisation | undefined> }>();

  constructor(
    private readonly tokens: KeycloakTokens,
    private readonly database: Database,
  ) {}

  /** @throws SealtrailError UNAUTHENTICATED, or UNAVAILABLE when keys cannot be fetched. */
  async authenticate(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new SealtrailError('UNAUTHENTICATED', 'This needs an access token: sign in first.');
    const claims = await this.tokens.check(token);
    const slug = typeof claims.organization === 'string' ? claims.organization : claims.organization?.[0];
    return {
      subject: claims.sub,
      username: claims.preferred_username ?? claims.sub,
      name: claims.name ?? claims.preferred_username ?? claims.sub,
      roles: new Set(claims.realm_access?.roles.filter(isRole)),
      organisation: slug === undefined ? undefined : await this.organisation(slug),
      expiresAt: claims.exp * 1000,
    };
  }

  private organisation(slug: string): Promise<CallerOrganisation | undefined> {
    const now = Date.now();
    const cached = this.organisations.get(slug);
    if (cached && cached.until > now) return cached.found;
    if (this.organisations.size >= MAX_CACHED) this.organisations.clear();
    const found = this.database
      .query<CallerOrganisation>('SELECT id, slug, name FROM organisation WHERE slug = $1', [slug])
      .then(({ rows }) => rows[0]);
    this.organisations.set(slug, { until: now + ORGANISATION_TTL_MS, found });
    // An unknown organisation may be registered in the next second, and a failure must not stick.
    const forget = () => this.organisations.delete(slug);
    found.then((row) => row ?? forget(), forget);
    return found;
  }
}

function isRole(name: string): name is Role {
  return (ROLES as readonly string[]).includes(name);
}
