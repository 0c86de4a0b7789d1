import type { NamedOrganisation, Page } from '../api/schema-types';
import { typed } from '../api/typed-document';

export interface Organisation extends NamedOrganisation {
  id: string;
  roles: string[];
  country: string | null;
  prefixes: string[];
}
export interface Viewer {
  subject: string;
  username: string;
  name: string;
  roles: string[];
  organisation: Organisation | null;
  permissions: string[];
}

const ORGANISATION = `{ id slug name roles country prefixes }`;

export const ME = typed<{ me: Viewer }>(
  `query Me { me { subject username name roles organisation ${ORGANISATION} permissions } }`,
);

export const ORGANISATIONS = typed<{ organisations: Page<Organisation> }, { first: number; after: string | null }>(`
  query Organisations($first: Int!, $after: String) {
    organisations(first: $first, after: $after) { nodes ${ORGANISATION} pageInfo { hasNextPage endCursor } }
  }`);
