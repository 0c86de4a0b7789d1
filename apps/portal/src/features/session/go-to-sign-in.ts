/** Where to sign in, and then to come back to `path`. */
export const signInLink = (path: string): string => `/api/auth/login?to=${encodeURIComponent(path)}`;

/** Leaves for the sign-in page; after it the person is back where they were. */
export function goToSignIn(): void {
  globalThis.location.assign(signInLink(`${globalThis.location.pathname}${globalThis.location.search}`));
}
