import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { seedDemo, type SeedProgress } from './seed-demo.js';

interface Received {
  readonly path: string;
  readonly account: string;
  readonly body: string;
}

let server: Server | undefined;
afterEach(() => server?.close());

/** A stand-in for the API: remembers what it gets and answers as told. */
async function api(
  answer: (request: Received, count: number) => { status: number; body: object; headers?: Record<string, string> },
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const one = {
        path: request.url ?? '',
        account: (request.headers.authorization ?? '').replace('Bearer ', ''),
        body,
      };
      received.push(one);
      const { status, body: reply, headers = {} } = answer(one, received.length);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(reply));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const field = (body: string): string => /register\w+(?=\(input)/.exec(body)?.[0] ?? '';
const options = (
  url: string,
  onProgress: (progress: SeedProgress) => void = () => undefined,
): Parameters<typeof seedDemo>[0] => ({
  apiUrl: url,
  now: new Date('2026-11-22T10:00:00Z'),
  tokenFor: (account) => Promise.resolve(account),
  onProgress,
});

test('registers as admin, captures as each account in order, waits for running jobs and for a busy server', async () => {
  let busy = true;
  const { url, received } = await api(({ path, body }) => {
    if (path === '/graphql') return { status: 200, body: { data: { [field(body)]: { __typename: 'Organisation' } } } };
    if (path === '/epcis/v2/capture/7')
      return { status: 200, body: { running: (busy = !busy), success: true, errors: [] } };
    if (busy) return ((busy = false), { status: 503, body: {} });
    return { status: 202, body: {}, headers: { location: '/epcis/v2/capture/7' } };
  });
  const steps: SeedProgress[] = [];
  const world = await seedDemo(options(url, (step) => steps.push(step)));
  const total = world.organisations.length + world.locations.length + world.products.length + world.captures.length;
  expect(steps).toHaveLength(total);
  expect(steps.at(-1)).toMatchObject({ done: total, total });
  expect(received.filter(({ path }) => path === '/graphql').every(({ account }) => account === 'admin')).toBe(true);
  for (const account of new Set(world.captures.map((capture) => capture.account))) {
    const sent = received
      .filter((one) => one.path === '/epcis/v2/capture' && one.account === account)
      .map((one) => (JSON.parse(one.body) as { id: string }).id);
    expect([...new Set(sent)]).toEqual(
      world.captures.filter((one) => one.account === account).map((one) => one.document['id']),
    );
  }
}, 30_000);

test.each([
  [
    { __typename: 'Problem', code: 'FORBIDDEN', message: 'Only admins register organisations.' },
    'registerOrganisation: Only admins register organisations.',
  ],
  [null, 'registerOrganisation: boom'],
])('stops at a refused registration with the words of the server', async (result, message) => {
  const { url } = await api(({ body }) => ({
    status: 200,
    body: { data: { [field(body)]: result }, errors: result ? undefined : [{ message: 'boom' }] },
  }));
  await expect(seedDemo(options(url))).rejects.toThrow(message);
});

test('stops at a refused capture and names code and sentence', async () => {
  const { url } = await api(({ path, body }) =>
    path === '/graphql'
      ? { status: 200, body: { data: { [field(body)]: { __typename: 'Location' } } } }
      : { status: 403, body: { code: 'GLN_NOT_YOURS', detail: 'This place belongs to somebody else.' } },
  );
  await expect(seedDemo(options(url))).rejects.toThrow(
    'capture: 403 GLN_NOT_YOURS This place belongs to somebody else.',
  );
});
