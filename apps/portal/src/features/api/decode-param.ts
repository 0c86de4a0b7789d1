/** The value of a dynamic path segment; identifiers hold slashes and colons and arrive percent-encoded. */
export function decodeParam(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
