/**
 * A path of this portal to go to after signing in; anything that could leave the portal becomes `/`.
 * Backslashes and control characters are refused because browsers read them as slashes or drop them.
 */
export function safeReturnPath(candidate: string | null | undefined): string {
  if (!candidate || candidate.length > 2000) return '/';
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
  if (!/^\/(?![/\\])/.test(candidate) || /[\\\u0000-\u001f\u007f]/.test(candidate)) return '/';
  return candidate.startsWith('/api/') ? '/' : candidate;
}
