/** The realm roles of Sealtrail. */
export const ROLES = ['manufacturer', 'logistics', 'dispenser', 'clinician', 'patient', 'regulator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who is signed in, as the token says it. Nothing here grants anything: the API decides. */
export interface SignedIn {
  subject: string;
  username: string;
  name: string;
  roles: Role[];
  /** Slug of the organisation this account acts for. */
  organisation: string | undefined;
}

const CAPTURE_ROLES: readonly Role[] = ['manufacturer', 'logistics', 'dispenser', 'admin'];

/** Whether the portal offers capture to this person. */
export const mayCapture = (person: Pick<SignedIn, 'roles'>): boolean =>
  person.roles.some((role) => CAPTURE_ROLES.includes(role));

/** Whether the supply chain is visible at all; clinicians and patients are shown evidence, not trails. */
export const seesSupplyChain = (person: Pick<SignedIn, 'roles'>): boolean =>
  person.roles.some((role) => role !== 'clinician' && role !== 'patient');

const isRole = (value: unknown): value is Role => (ROLES as readonly unknown[]).includes(value);

/** Reads Keycloak-shaped claims. */
export function signedInFromClaims(claims: Record<string, unknown>): SignedIn {
  const text = (name: string): string | undefined => (typeof claims[name] === 'string' ? claims[name] : undefined);
  const access = claims.realm_access;
  const roles =
    typeof access === 'object' && access !== null && 'roles' in access && Array.isArray(access.roles)
      ? access.roles
      : [];
  const username = text('preferred_username') ?? text('sub') ?? '';
  return {
    subject: text('sub') ?? '',
    username,
    name: text('name') ?? username,
    roles: roles.filter(isRole),
    organisation: text('organization'),
  };
}

/** Decodes the payload of a token that the identity provider handed over directly; it is not verified here. */
export function claimsOf(token: string): Record<string, unknown> {
  const payload = token.split('.')[1];
  if (payload === undefined) return {};
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}
