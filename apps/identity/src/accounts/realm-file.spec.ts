import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clients } from '../oidc/clients.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, demoEmail } from './demo-accounts.js';

interface RealmFile {
  realm: string;
  roles: { realm: { name: string }[] };
  users: {
    id: string;
    username: string;
    email: string;
    firstName: string;
    lastName: string;
    realmRoles: string[];
    attributes?: { organization: string[] };
    credentials: { value: string }[];
  }[];
  clients: {
    clientId: string;
    redirectUris?: string[];
    attributes?: Record<string, string>;
    publicClient: boolean;
    directAccessGrantsEnabled: boolean;
  }[];
}

const realm = JSON.parse(
  readFileSync(new URL('../../../../docker/keycloak/sealtrail-realm.json', import.meta.url), 'utf8'),
) as RealmFile;

test('the realm file for a real Keycloak has the same people, under the same ids', () => {
  const there = realm.users.map(
    ({ id, username, email, firstName, lastName, realmRoles, attributes, credentials }) => ({
      id,
      username,
      email,
      firstName,
      lastName,
      role: realmRoles.filter((role) => !role.startsWith('default-roles')).join(),
      organization: attributes?.organization[0],
      password: credentials[0]?.value,
    }),
  );
  const here = DEMO_ACCOUNTS.map((account) => ({
    id: account.id,
    username: account.username,
    email: demoEmail(account),
    firstName: account.firstName,
    lastName: account.lastName,
    role: account.role,
    organization: account.organization,
    password: DEMO_PASSWORD,
  }));
  expect(there).toEqual(here);
  expect(realm.roles.realm.map(({ name }) => name).sort()).toEqual(
    [...new Set(DEMO_ACCOUNTS.map(({ role }) => role))].sort(),
  );
});

test('and the same clients', () => {
  const here = clients({ portalUrl: 'http://localhost:3000', apiSecret: 'x' });
  expect(realm.clients.map(({ clientId }) => clientId)).toEqual(here.map((client) => client.client_id));
  const portal = realm.clients[0]!;
  expect(portal.redirectUris).toEqual(here[0]!.redirect_uris);
  expect(portal.attributes).toMatchObject({
    'pkce.code.challenge.method': 'S256',
    'post.logout.redirect.uris': here[0]!.post_logout_redirect_uris![0],
  });
  expect(portal).toMatchObject({ publicClient: true, directAccessGrantsEnabled: false });
});
