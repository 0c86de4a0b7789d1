import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { ApiHarness } from '../testing/api-harness.js';
import { epcisDocument, objectEvent } from '../testing/documents.js';

let api: ApiHarness;
let admin: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  admin = api.bearer({ roles: ['admin'] });
});
afterAll(() => api?.stop());

const ORGANISATION = `mutation($input: OrganisationInput!) { registerOrganisation(input: $input) { ... on Organisation { id slug prefixes } ... on Problem { code } } }`;
const LOCATION = `mutation($input: LocationInput!) { registerLocation(input: $input) { ... on Location { gln name organisation { slug } } ... on Problem { code } } }`;
const PRODUCT = `mutation($input: ProductInput!) { registerProduct(input: $input) { ... on Product { gtin organisation { slug } } ... on Problem { code } } }`;
const organisation = async (input: object, token = admin) =>
  (
    await api.graphql(token, ORGANISATION, {
      input: { roles: ['manufacturer'], name: 'Aurelia Pharma', prefixes: [], ...input },
    })
  ).json.data.registerOrganisation;
const location = async (input: object) =>
  (await api.graphql(admin, LOCATION, { input: { name: 'Plant', ...input } })).json.data.registerLocation;
const product = async (input: object) =>
  (await api.graphql(admin, PRODUCT, { input: { name: 'Ibuprofen 400', ...input } })).json.data.registerProduct;

test('an organisation is registered once, however often it is sent', async () => {
  const first = await organisation({ slug: 'aurelia', prefixes: ['9521321'] });
  expect(first).toMatchObject({ slug: 'aurelia', prefixes: ['9521321'] });
  expect((await organisation({ slug: 'aurelia', prefixes: ['9521321', '9521322'] })).id).toBe(first.id);
  expect(await organisation({ slug: 'nordkem', prefixes: ['9521400'] })).toMatchObject({ slug: 'nordkem' });
});

test('overlapping prefixes, wrong digits and unknown parties are refused with a code', async () => {
  expect(await organisation({ slug: 'nordkem', prefixes: ['95213211'] })).toEqual({ code: 'PARTY_PREFIX_TAKEN' });
  expect(await organisation({ slug: 'No Good' })).toEqual({ code: 'PARTY_BAD_SLUG' });
  expect(await organisation({ slug: 'x', roles: ['king'] })).toEqual({ code: 'PARTY_UNKNOWN_ROLE' });
  expect(await location({ gln: '9521321000017', organisation: 'aurelia' })).toEqual({ code: 'PARTY_BAD_GLN' });
  expect(await location({ gln: '9521321000018', organisation: 'nobody' })).toEqual({
    code: 'PARTY_UNKNOWN_ORGANISATION',
  });
  expect(await location({ gln: '9521321000018', organisation: 'nordkem' })).toEqual({ code: 'PARTY_TAKEN' });
  expect(await product({ gtin: '9521321123458', organisation: 'nordkem' })).toEqual({ code: 'PARTY_TAKEN' });
});

test('places and products', async () => {
  expect(
    await location({
      gln: '9521321000018',
      organisation: 'aurelia',
      city: 'Uppsala',
      country: 'SE',
      latitude: 59.86,
      longitude: 17.64,
    }),
  ).toEqual({
    gln: '9521321000018',
    name: 'Plant',
    organisation: { slug: 'aurelia' },
  });
  expect(await product({ gtin: '9521321123458', organisation: 'aurelia' })).toEqual({
    gtin: '09521321123458',
    organisation: { slug: 'aurelia' },
  });
});

test('only an administrator registers; everybody signed in reads', async () => {
  const maker = api.bearer({ roles: ['manufacturer'], organization: 'aurelia' });
  expect(await organisation({ slug: 'mine' }, maker)).toEqual({ code: 'FORBIDDEN' });
  const list = await api.graphql(
    maker,
    '{ me { organisation { slug prefixes } permissions } organisations(first: 1) { nodes { slug } pageInfo { hasNextPage endCursor } } }',
  );
  expect(list.json.data.me.organisation).toEqual({ slug: 'aurelia', prefixes: ['9521321', '9521322'] });
  const { endCursor } = list.json.data.organisations.pageInfo;
  const next = await api.graphql(
    maker,
    `{ organisations(after: "${endCursor}") { nodes { slug } pageInfo { hasNextPage } } }`,
  );
  expect(next.json.data.organisations).toEqual({ nodes: [{ slug: 'nordkem' }], pageInfo: { hasNextPage: false } });
});

test('captured over GraphQL, the event shows its place, its product and its status', async () => {
  const maker = api.bearer({ roles: ['manufacturer'], organization: 'aurelia' });
  const event = objectEvent({
    epcList: ['https://id.gs1.org/01/09521321123458/21/1'],
    readPoint: { id: 'https://id.gs1.org/414/9521321000018' },
  });
  const mutation =
    'mutation($document: String!) { captureEvents(document: $document) { __typename ... on CapturedEvents { eventIds job { accepted events { nodes { captured capturedBy { slug } readPointLocation { city } items { kind role product { name } } status { status leafIndex } } } } } ... on Problem { code captureJobId errors { event field rule clause code } } } }';
  const taken = (await api.graphql(maker, mutation, { document: epcisDocument([event]) })).json.data.captureEvents;
  expect(taken).toMatchObject({ __typename: 'CapturedEvents', eventIds: [event['eventID']], job: { accepted: 1 } });
  expect(taken.job.events.nodes[0]).toMatchObject({
    captured: JSON.stringify(event),
    capturedBy: { slug: 'aurelia' },
    readPointLocation: { city: 'Uppsala' },
    items: [{ kind: 'sgtin', role: 'EPC', product: { name: 'Ibuprofen 400' } }],
    status: { status: 'RECORDED' },
  });
  const refused = (await api.graphql(maker, mutation, { document: epcisDocument([{ ...event, type: 'Nothing' }]) }))
    .json.data.captureEvents;
  expect(refused).toMatchObject({
    __typename: 'Problem',
    code: 'CAPTURE_INVALID',
    captureJobId: expect.any(String),
    errors: [{ event: 1 }],
  });
});

test('the chain that is down is an answer; the log is there', async () => {
  const answer = await api.graphql(
    admin,
    '{ chain { reachable validators blocks { number } } ledger { origin recordedSize } }',
  );
  expect(answer.json.data).toMatchObject({
    chain: { reachable: false, validators: [], blocks: [] },
    ledger: { origin: 'log.test/api' },
  });
});

test('health, readiness and metrics need no token', async () => {
  expect((await api.request('/health/live')).json).toEqual({ status: 'up' });
  expect((await api.request('/health/ready')).json).toEqual({
    status: 'up',
    checks: { database: 'up', logHead: 'up' },
  });
  expect((await api.request('/metrics')).bytes.toString()).toContain(
    'sealtrail_capture_events_total{outcome="recorded"} 1',
  );
});

/** Speaks the graphql-transport-ws protocol; resolves with the first message about the operation. */
function subscribe(
  token: string | undefined,
  query: string,
): Promise<{ type: string; payload: ReturnType<typeof JSON.parse> }> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () =>
      socket.send(
        JSON.stringify({ type: 'connection_init', payload: token === undefined ? {} : { authorization: token } }),
      ),
    );
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_ack')
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      if (message.id !== '1') return;
      socket.close();
      resolve(message);
    });
  });
}

test('subscriptions speak graphql-transport-ws and know who asks', async () => {
  const open = await subscribe(admin, 'subscription { ledger { origin } }');
  expect(open).toMatchObject({ type: 'next', payload: { data: { ledger: { origin: 'log.test/api' } } } });
  const closed = await subscribe(undefined, 'subscription { ledger { origin } }');
  expect(JSON.stringify(closed)).toContain('access token');
  const wrong = await subscribe(admin, 'subscription { nothing }');
  expect(wrong.type).toBe('error');
});
