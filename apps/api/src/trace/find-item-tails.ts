import type { Queryable } from '../platform/database/database.js';

/** Fewer characters end too many identifiers to be of help. */
const MIN_TAIL = 4;
/** Items looked at per way of reading the text, before it is asked which of them the caller may see. */
const MAX_CANDIDATES = 500;

/**
 * Items that end with a typed text: as a whole lot (10), as a whole serial number (21), else as the last characters of
 * an identifier. Of any product, registered or not; the likeliest first. Not yet cut to a reader.
 */
export async function findItemsByTail(client: Queryable, text: string): Promise<string[]> {
  const tail = encodeURIComponent(text);
  const endings = [`/10/${tail}`, `/21/${tail}`, ...(text.length >= MIN_TAIL ? [tail] : [])];
  const found = new Set<string>();
  for (const ending of endings) {
    const { rows } = await client.query<{ item: string }>(
      'SELECT reverse(reversed) AS item FROM item_tail WHERE reversed LIKE $1 ORDER BY reversed LIMIT $2',
      [
        `${[...ending]
          .reverse()
          .join('')
          .replace(/[\\%_]/g, '\\$&')}%`,
        MAX_CANDIDATES,
      ],
    );
    for (const { item } of rows) found.add(item);
  }
  return [...found];
}
