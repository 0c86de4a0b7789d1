import type { Grant, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { RESOURCE } from './resource-server.js';
import { ALL_SCOPES } from './token-shape.js';

/** A saved grant of all our scopes. First-party clients only, so nobody is asked for consent. */
export async function makeGrant(provider: Provider, clientId: string, accountId: string): Promise<Grant> {
  const grant = new provider.Grant({ clientId, accountId });
  grant.addOIDCScope(ALL_SCOPES);
  grant.addResourceScope(RESOURCE, ALL_SCOPES);
  await grant.save();
  return grant;
}

/** The grant this session already has with this client, or a new one. */
export async function ensureGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const id = session.grantIdFor(client.clientId);
  const existing = id === undefined ? undefined : await provider.Grant.find(id);
  return existing ?? makeGrant(provider, client.clientId, session.accountId);
}
