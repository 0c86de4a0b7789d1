/** Realm roles of the identity provider. */
export const ROLES = ['manufacturer', 'logistics', 'dispenser', 'clinician', 'patient', 'regulator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface CallerOrganisation {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Who is asking, from a checked token. */
export interface Caller {
  readonly subject: string;
  readonly username: string;
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
  /** The organisation the token names, when it is registered here. */
  readonly organisation: CallerOrganisation | undefined;
  /** Expiry of the token, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** First argument of every use case: who asks, and in which request. */
export interface RequestContext {
  readonly requestId: string;
  readonly caller: Caller;
}
