/** RFC 6750 §3: a bare challenge when no token came, `invalid_token` when one did. */
export function challenge(reason: unknown): string {
  return reason === undefined ? 'Bearer realm="sealtrail"' : 'Bearer realm="sealtrail", error="invalid_token"';
}
