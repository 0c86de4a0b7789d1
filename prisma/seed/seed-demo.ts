import { ApiClient, type TokenFor } from './api-client.js';
import type { DemoCapture, DemoWorld } from './demo-types.js';
import { demoWorld, seededRandom } from './demo-world.js';

export interface SeedOptions {
  readonly apiUrl: string;
  readonly tokenFor: TokenFor;
  /** The day the stories end. Seeding again with the same `now` sends the same documents and changes nothing. */
  readonly now: Date;
  readonly onProgress: (progress: SeedProgress) => void;
  /** Organisations, places and products only, no events: so that the demo accounts can act on an empty platform. */
  readonly partiesOnly?: boolean;
  /** Accounts that send at the same time; each account's documents keep their order. */
  readonly concurrency?: number;
}

export interface SeedProgress {
  readonly done: number;
  readonly total: number;
  readonly what: string;
}

const REGISTER = {
  organisation:
    'mutation($input: OrganisationInput!) { registerOrganisation(input: $input) { __typename ... on Problem { code message } } }',
  location:
    'mutation($input: LocationInput!) { registerLocation(input: $input) { __typename ... on Problem { code message } } }',
  product:
    'mutation($input: ProductInput!) { registerProduct(input: $input) { __typename ... on Problem { code message } } }',
} as const;

/** The one seed of the demo world: everybody's demo tells the same story. */
const SEED = 20_260_301;

/**
 * Sends the demo world through the public API: organisations, places and products as `admin`, then every
 * document as the account that would send it. Stops at the first refusal with the server's own sentence.
 */
export async function seedDemo(options: SeedOptions): Promise<DemoWorld> {
  const story = demoWorld(options.now, seededRandom(SEED));
  const world = options.partiesOnly ? { ...story, captures: [] } : story;
  const api = new ApiClient(options.apiUrl, options.tokenFor);
  const concurrency = options.concurrency ?? 4;
  const total = world.organisations.length + world.locations.length + world.products.length + world.captures.length;
  let done = 0;
  const step = async (what: string, work: Promise<void>): Promise<void> => {
    await work;
    options.onProgress({ done: ++done, total, what });
  };
  for (const { prefixes, roles, ...rest } of world.organisations) {
    const input = { ...rest, prefixes: [...prefixes], roles: [...roles], shareUpstream: true };
    await step(rest.name, api.mutate('admin', 'registerOrganisation', REGISTER.organisation, { input }));
  }
  await inParallel(concurrency, world.locations, (location) =>
    step(location.name, api.mutate('admin', 'registerLocation', REGISTER.location, { input: { ...location } })),
  );
  await inParallel(concurrency, world.products, (product) =>
    step(product.name, api.mutate('admin', 'registerProduct', REGISTER.product, { input: { ...product } })),
  );
  await inParallel(concurrency, byAccount(world.captures), async (captures) => {
    for (const { account, title, document } of captures) await step(title, api.capture(account, document));
  });
  return world;
}

function byAccount(captures: readonly DemoCapture[]): DemoCapture[][] {
  const groups = new Map<string, DemoCapture[]>();
  for (const capture of captures) {
    const group = groups.get(capture.account);
    if (group) group.push(capture);
    else groups.set(capture.account, [capture]);
  }
  return [...groups.values()];
}

async function inParallel<T>(limit: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
}
