import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ApiHarness, type Answer } from '../testing/api-harness.js';
import { epcisDocument, objectEvent } from '../testing/documents.js';

const ITEM = 'https://id.gs1.org/01/09521321123458/21/AUDIT-1';
const MARK = 'only-in-the-event';
const ID = 'urn:uuid:5e1ec7ed-0000-4000-8000-00000000a0d1';

let api: ApiHarness;
let maker: string;
let regulator: string;
let job: string;
beforeAll(async () => {
  api = await ApiHarness.start({ SEALTRAIL_LOG_LEVEL: 'error' });
  await api.organisation('maker', ['9521321']);
  maker = api.bearer({ roles: ['manufacturer'], organization: 'maker' });
  regulator = api.bearer({ roles: ['regulator'] });
  const event = objectEvent({ eventID: ID, epcList: [ITEM], 'example:note': MARK });
  job = (await api.capture(maker, epcisDocument([event]))).json.captureID;
});
afterAll(() => api?.stop());

const EVENT = 'event(id: $id) { id captured }';
const GRAPHQL: readonly (readonly [name: string, query: string])[] = [
  ['event', `query($id: ID!) { ${EVENT} }`],
  ['event beside what needs no audit', `query($id: ID!) { me { username } ${EVENT} }`],
  ['events', '{ events { nodes { id captured } } }'],
  ['item', `{ item(id: "${ITEM}") { id entries { nodes { event { captured } } } } }`],
  ['search for an item', `{ search(text: "${ITEM}") { hits { id } } }`],
  ['search for an event', `{ search(text: "${ID}") { hits { id } } }`],
  ['capture jobs', '{ captureJobs { nodes { id events { nodes { captured } } } } }'],
];
const rest = (): string[] => [
  `/epcis/v2/events/${encodeURIComponent(ID)}`,
  '/epcis/v2/events',
  '/epcis/v2/capture',
  `/epcis/v2/capture/${job}`,
  `/epcis/v2/capture/${job}/document`,
  `/log/evidence/${encodeURIComponent(ID)}?level=published`,
];
const withholds = (answer: Answer): void => {
  const text = answer.bytes.toString('utf8');
  for (const secret of [MARK, ID, ITEM, job]) expect(text).not.toContain(secret);
};

describe('a read that cannot be recorded does not happen', () => {
  beforeAll(() => api.pool.query('ALTER TABLE read_audit RENAME TO read_audit_away'));
  afterAll(() => api.pool.query('ALTER TABLE read_audit_away RENAME TO read_audit'));

  test('over REST and as evidence', async () => {
    for (const path of rest()) {
      const answer = await api.request(path, { token: maker });
      expect([answer.status, answer.json.code], path).toEqual([503, 'UNAVAILABLE']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      withholds(answer);
    }
  });

  test.each(GRAPHQL)('over GraphQL: %s', async (name, query) => {
    for (const token of [maker, regulator]) {
      const answer = await api.graphql(token, query, query.includes('$id') ? { id: ID } : {});
      expect(answer.json.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
      expect(answer.status).toBe(name.includes('beside') ? 200 : 503);
      withholds(answer);
    }
  });

  test('by subscription', async () => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const told = await new Promise<string>((resolve, reject) => {
      let text = '';
      socket.on('error', reject);
      socket.on('open', () =>
        socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: maker } })),
      );
      socket.on('message', (data) => {
        const message = JSON.parse(String(data));
        if (message.type === 'connection_ack') {
          const query = 'subscription($ids: [ID!]!) { eventStatus(eventIds: $ids) { eventId status } }';
          socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { ids: [ID] } } }));
        }
        if (message.id !== '1') return;
        text += String(data);
        resolve(text);
      });
    });
    socket.close();
    expect(told).toContain('cannot be recorded');
    expect(told).not.toContain('RECORDED');
  });

  test('what is missing answers no differently', async () => {
    const answer = await api.request('/epcis/v2/events/urn:uuid:none', { token: maker });
    expect([answer.status, answer.json.code]).toEqual([503, 'UNAVAILABLE']);
  });
});

describe('once it can be recorded', () => {
  let before: number;
  beforeEach(async () => (before = await api.count('read_audit')));

  test.each(GRAPHQL)('%s is read, with a row', async (_, query) => {
    const answer = await api.graphql(maker, query, query.includes('$id') ? { id: ID } : {});
    expect([answer.status, answer.json.errors]).toEqual([200, undefined]);
    expect(await api.count('read_audit')).toBeGreaterThan(before);
  });

  test('each address is read, with a row', async () => {
    for (const path of rest()) await api.request(path, { token: maker });
    expect(await api.count('read_audit')).toBe(before + rest().length);
  });
});
