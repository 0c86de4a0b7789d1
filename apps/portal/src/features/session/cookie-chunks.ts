/** Browsers refuse cookies past 4,096 bytes including name and attributes. */
export const CHUNK_LENGTH = 3600;
/** Four chunks stay under the 16 KiB that Node takes as request headers. */
export const MAX_CHUNKS = 4;

/**
 * Splits a sealed value into cookie-sized parts.
 * @throws RangeError when even the largest allowed number of parts is too small
 */
export function splitIntoChunks(value: string): string[] {
  const chunks: string[] = [];
  for (let at = 0; at < value.length; at += CHUNK_LENGTH) chunks.push(value.slice(at, at + CHUNK_LENGTH));
  if (chunks.length > MAX_CHUNKS)
    throw new RangeError(`A session of ${value.length} characters does not fit into cookies.`);
  return chunks;
}

/** Joins the parts `name.0`, `name.1`, … up to the first one that is missing. */
export function joinChunks(name: string, read: (cookieName: string) => string | undefined): string | undefined {
  let value = '';
  for (let index = 0; index < MAX_CHUNKS; index += 1) {
    const chunk = read(`${name}.${index}`);
    if (chunk === undefined) break;
    value += chunk;
  }
  return value === '' ? undefined : value;
}
