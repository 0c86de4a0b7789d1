import type { HitKind, SearchHit, SearchResult } from './search.documents';

const id = encodeURIComponent;

const PATHS: Record<HitKind, (key: string) => string> = {
  EVENT: (key) => `/events/${id(key)}`,
  ITEM: (key) => `/items/${id(key)}`,
  LOT: (key) => `/items/${id(key)}`,
  // A product has no trail of its own: its items and lots do, and a search for the GTIN lists them.
  PRODUCT: (key) => `/search?q=${id(key)}`,
  LOCATION: (key) => `/events?location=${id(key)}`,
  ORGANISATION: (key) => `/events?organisation=${id(key)}`,
  CAPTURE_JOB: (key) => `/capture/jobs/${id(key)}`,
};

/** Where a search hit leads. */
export const hitLink = (hit: Pick<SearchHit, 'kind' | 'id'>): string => PATHS[hit.kind](hit.id);

export const itemLink = PATHS.ITEM;
export const eventLink = PATHS.EVENT;
export const jobLink = PATHS.CAPTURE_JOB;
export const searchLink = (text: string): string => `/search?q=${id(text)}`;

/** Words for which a search is a guess: they open nothing by themselves unless they found one thing only. */
const GUESSES = ['lot', 'text', 'nothing', ''];

/** Where a search should go at once: to its only hit, or to the one item that a full identifier names. */
export function directLink({ hits, understoodAs }: Pick<SearchResult, 'hits' | 'understoodAs'>): string | undefined {
  const targets = hits.filter((hit) => hit.kind !== 'PRODUCT');
  const [only, second] = targets;
  if (only === undefined || second !== undefined) return undefined;
  return hits.length === 1 || !GUESSES.includes(understoodAs) ? hitLink(only) : undefined;
}
