import type { HitKind, SearchHit } from './search.documents';

const id = encodeURIComponent;

const PATHS: Record<HitKind, (key: string) => string> = {
  EVENT: (key) => `/events/${id(key)}`,
  ITEM: (key) => `/items/${id(key)}`,
  LOT: (key) => `/items/${id(key)}`,
  PRODUCT: (key) => `/items/${id(key)}`,
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
