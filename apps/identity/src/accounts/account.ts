/** A person as the tokens describe them. Password material never leaves the store. */
export interface Account {
  /** `sub` of the tokens. */
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** Slug of the organisation, null for patients. */
  readonly organization: string | null;
  readonly roles: readonly string[];
}
