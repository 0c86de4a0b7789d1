import type { EventFilter } from './trace.documents';

const TEXTS = ['location', 'organisation', 'bizStep', 'item', 'type', 'captureJobId'] as const;
const LISTS = ['bizSteps', 'dispositions'] as const;
/** The API takes no longer lists. */
const MAX_WORDS = 50;

/** Every filter that the address of the events page can hold. */
export const ADDRESS_FILTERS = [...TEXTS, ...LISTS, 'errorDeclaration'] as const;
export type AddressFilter = (typeof ADDRESS_FILTERS)[number];

/** The filter that an address names; lists are separated by commas, what makes no sense is left out. */
export function filterFromAddress(parameters: Pick<URLSearchParams, 'get'>): EventFilter {
  const filter: EventFilter = {};
  for (const name of TEXTS) {
    const value = parameters.get(name);
    if (value) filter[name] = value;
  }
  for (const name of LISTS) {
    const words = (parameters.get(name) ?? '').split(',').filter((word) => word !== '');
    if (words.length > 0) filter[name] = words.slice(0, MAX_WORDS);
  }
  if (parameters.get('errorDeclaration') === 'true') filter.errorDeclaration = true;
  return filter;
}

/** The address of the events page under a filter. */
export function eventsAddress(filter: EventFilter): string {
  const parameters = new URLSearchParams();
  for (const name of ADDRESS_FILTERS) {
    const value = filter[name];
    if (value !== undefined) parameters.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const query = parameters.toString().replaceAll('%2C', ',');
  return query === '' ? '/events' : `/events?${query}`;
}
