import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiHarness } from '../testing/api-harness.js';
import { epcisDocument, objectEvent } from '../testing/documents.js';
import { nextContainmentIndex, projectContainment } from './project-containment.js';

let api: ApiHarness;
const tokens: Record<string, string> = {};
const MAKER_GLN = 'https://id.gs1.org/414/9521321000018';
const CARRIER_GLN = 'https://id.gs1.org/414/9521987000012';
const SHOP_GLN = 'https://id.gs1.org/414/9521555000017';
const INGREDIENT = 'urn:epc:class:lgtin:9521321.012345.API1';
const BOX = 'https://id.gs1.org/01/09521321123458/21/BOX-1';
const PALLET = 'https://id.gs1.org/00/095213211234567896';

/** Made of an ingredient, packed on a pallet, carried, unpacked in the shop, sold. */
const STORY = [
  [
    'maker',
    'commission-ingredient',
    {
      bizStep: 'commissioning',
      action: 'ADD',
      epcList: [],
      quantityList: [{ epcClass: INGREDIENT, quantity: 10, uom: 'KGM' }],
      readPoint: { id: MAKER_GLN },
    },
    1,
  ],
  [
    'maker',
    'transform',
    {
      type: 'TransformationEvent',
      action: undefined,
      epcList: undefined,
      bizStep: 'commissioning',
      disposition: 'active',
      inputQuantityList: [{ epcClass: INGREDIENT, quantity: 1, uom: 'KGM' }],
      outputEPCList: [BOX],
      readPoint: { id: MAKER_GLN },
    },
    2,
  ],
  [
    'maker',
    'pack',
    {
      type: 'AggregationEvent',
      action: 'ADD',
      epcList: undefined,
      bizStep: 'packing',
      parentID: PALLET,
      childEPCs: [BOX],
      readPoint: { id: MAKER_GLN },
    },
    3,
  ],
  ['maker', 'ship', { epcList: [PALLET], bizStep: 'shipping', readPoint: { id: MAKER_GLN } }, 4],
  ['carrier', 'carry', { epcList: [PALLET], bizStep: 'transporting', readPoint: { id: CARRIER_GLN } }, 5],
  [
    'shop',
    'unpack',
    {
      type: 'AggregationEvent',
      action: 'DELETE',
      epcList: undefined,
      bizStep: 'unpacking',
      parentID: PALLET,
      childEPCs: [BOX],
      readPoint: { id: SHOP_GLN },
    },
    6,
  ],
  [
    'shop',
    'return-pallet',
    { epcList: [PALLET], bizStep: 'shipping', disposition: 'returned', readPoint: { id: SHOP_GLN } },
    7,
  ],
  [
    'shop',
    'sell',
    { epcList: [BOX], bizStep: 'retail_selling', disposition: 'retail_sold', readPoint: { id: SHOP_GLN } },
    8,
  ],
] as const;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await ApiHarness.start();
  await api.organisation('maker', ['9521321']);
  await api.organisation('carrier', ['9521987']);
  await api.organisation('shop', ['9521555']);
  await api.organisation('stranger', ['9521777']);
  await api.organisation('clinic');
  const roles = { maker: 'manufacturer', carrier: 'logistics', shop: 'dispenser', stranger: 'manufacturer' } as const;
  for (const [organization, role] of Object.entries(roles))
    tokens[organization] = api.bearer({ roles: [role], organization });
  tokens['regulator'] = api.bearer({ roles: ['regulator'], organization: 'agency' });
  tokens['admin'] = api.bearer({ roles: ['admin'] });
  tokens['clinician'] = api.bearer({ roles: ['clinician'], organization: 'clinic' });
  tokens['patient'] = api.bearer({ roles: ['patient'] });
  // Out of time order on purpose: what was recorded when must not matter.
  for (const at of [2, 5, 0, 7, 1, 6, 3, 4]) {
    const [who, name, members, day] = STORY[at]!;
    const event = objectEvent({
      ...members,
      eventTime: `2026-03-0${day}T10:00:00.000Z`,
      eventTimeZoneOffset: '+00:00',
    });
    ids[name] = event['eventID'] as string;
    const answer = await api.capture(tokens[who]!, epcisDocument([event]));
    expect(answer.json).toMatchObject({ success: true });
  }
  await project();
});
afterAll(() => api?.stop());

async function project(): Promise<void> {
  const client = await api.pool.connect();
  const { rows } = await client.query('SELECT next_index FROM log_head');
  await client.query('BEGIN');
  expect(await projectContainment(client, await nextContainmentIndex(client), BigInt(rows[0].next_index))).toBe(true);
  await client.query('COMMIT');
  client.release();
}

const NAMES = STORY.map(([, name]) => name);
const MATRIX: Record<string, readonly string[]> = {
  // The maker's last part in the story is shipping, so nothing after it.
  maker: ['commission-ingredient', 'transform', 'pack', 'ship'],
  carrier: ['commission-ingredient', 'transform', 'pack', 'ship', 'carry'],
  shop: NAMES,
  stranger: [],
  regulator: NAMES,
  admin: NAMES,
  clinician: [],
  patient: [],
};

describe.each(Object.entries(MATRIX))('%s', (who, visible) => {
  test('reads events one by one, over GraphQL and REST alike', async () => {
    for (const name of NAMES) {
      const answer = await api.graphql(tokens[who], 'query($id: ID!) { event(id: $id) { id } }', { id: ids[name]! });
      const rest = await api.request(`/epcis/v2/events/${encodeURIComponent(ids[name]!)}`, { token: tokens[who]! });
      const expected = visible.includes(name);
      expect([name, answer.json.data.event?.id, rest.status]).toEqual([
        name,
        expected ? ids[name] : undefined,
        expected ? 200 : 404,
      ]);
    }
  });

  test("reads the box's trail in time order", async () => {
    const answer = await api.graphql(
      tokens[who],
      '{ item(id: "(01)09521321123458(21)BOX-1") { entries { totalCount nodes { link via event { id } } } } }',
    );
    const entries =
      answer.json.data.item?.entries.nodes.map((node: { event: { id: string } }) =>
        NAMES.find((name) => ids[name] === node.event.id),
      ) ?? [];
    // The pallet went back empty: that is not the box's story.
    expect(entries).toEqual(visible.filter((name) => name !== 'return-pallet'));
  });
});

test('the trail says how each event came in', async () => {
  const answer = await api.graphql(
    tokens['regulator'],
    `{ item(id: "${BOX}") { kind gtin serial lastDisposition containers madeFrom contents { totalCount } entries(first: 3) { totalCount pageInfo { hasNextPage endCursor } nodes { link via event { id } } } } }`,
  );
  expect(answer.json.data.item).toMatchObject({
    kind: 'sgtin',
    gtin: '09521321123458',
    serial: 'BOX-1',
    lastDisposition: 'retail_sold',
    containers: [],
    madeFrom: ['https://id.gs1.org/01/09521321123458/10/API1'],
  });
  expect(answer.json.data.item.entries.nodes.map((node: { link: string }) => node.link)).toEqual([
    'INGREDIENT',
    'OWN',
    'OWN',
  ]);
  const next = await api.graphql(
    tokens['regulator'],
    `{ item(id: "${BOX}") { entries(first: 10, after: "${answer.json.data.item.entries.pageInfo.endCursor}") { nodes { link via } } } }`,
  );
  expect(next.json.data.item.entries.nodes).toEqual([
    { link: 'CONTAINER', via: PALLET },
    { link: 'CONTAINER', via: PALLET },
    { link: 'OWN', via: null },
    { link: 'OWN', via: null },
  ]);
});

test('an event that is missing and one that is forbidden answer alike, to the byte', async () => {
  const ask = (id: string) => api.graphql(tokens['stranger'], 'query($id: ID!) { event(id: $id) { id } }', { id });
  expect((await ask(ids['pack']!)).bytes).toEqual((await ask('urn:uuid:00000000-0000-4000-8000-000000000000')).bytes);
  const read = (id: string) =>
    api.request(`/epcis/v2/events/${encodeURIComponent(id)}`, { token: tokens['stranger']! });
  expect((await read(ids['pack']!)).bytes).toEqual((await read('urn:uuid:00000000-0000-4000-8000-000000000000')).bytes);
});

test('lists hold what the caller takes part in, and searches what the caller may see', async () => {
  const list = async (who: string) =>
    (await api.graphql(tokens[who], '{ events(first: 50) { nodes { id } } }')).json.data.events.nodes.length;
  expect([
    await list('maker'),
    await list('carrier'),
    await list('stranger'),
    await list('patient'),
    await list('regulator'),
  ]).toEqual([4, 1, 0, 0, 8]);
  const search = async (who: string, text: string) =>
    (
      await api.graphql(
        tokens[who],
        'query($text: String!) { search(text: $text) { understoodAs hits { kind id } } }',
        { text },
      )
    ).json.data.search;
  expect(await search('carrier', '(01)09521321123458(21)BOX-1')).toEqual({
    understoodAs: 'sgtin',
    hits: [{ kind: 'ITEM', id: BOX }],
  });
  expect((await search('stranger', BOX)).hits).toEqual([]);
  expect((await search('maker', ids['sell']!)).hits).toEqual([]);
  expect((await search('shop', ids['sell']!)).hits).toEqual([{ kind: 'EVENT', id: ids['sell'] }]);
  expect((await search('shop', '(00)095213211234567896')).hits).toEqual([{ kind: 'ITEM', id: PALLET }]);
  expect((await search('shop', 'maker')).hits).toEqual([{ kind: 'ORGANISATION', id: 'maker' }]);
});

test('one who stops sharing upstream is hidden from those downstream', async () => {
  await api.pool.query(`UPDATE organisation SET share_upstream = false WHERE slug = 'maker'`);
  const answer = await api.graphql(tokens['carrier'], 'query($id: ID!) { event(id: $id) { id } }', {
    id: ids['pack']!,
  });
  expect(answer.json.data.event).toBeNull();
  await api.pool.query(`UPDATE organisation SET share_upstream = true WHERE slug = 'maker'`);
});

test('capture jobs belong to their organisation', async () => {
  const { rows } = await api.pool.query(
    `SELECT j.id FROM capture_job j JOIN organisation o ON o.id = j.organisation_id WHERE o.slug = 'carrier'`,
  );
  const read = async (who: string) =>
    (await api.request(`/epcis/v2/capture/${rows[0].id}`, { token: tokens[who]! })).status;
  expect([await read('carrier'), await read('maker'), await read('patient'), await read('regulator')]).toEqual([
    200, 404, 404, 200,
  ]);
  const job = await api.graphql(
    tokens['carrier'],
    'query($id: ID!) { captureJob(id: $id) { accepted organisation { slug } events { nodes { id status { status leafIndex } } } } }',
    { id: rows[0].id },
  );
  expect(job.json.data.captureJob).toMatchObject({
    accepted: 1,
    organisation: { slug: 'carrier' },
    events: { nodes: [{ id: ids['carry'], status: { status: 'RECORDED' } }] },
  });
});

test('each read leaves a row in the audit', async () => {
  const count = async () => api.count('read_audit');
  const before = await count();
  await api.graphql(tokens['stranger'], 'query($id: ID!) { event(id: $id) { id } }', { id: ids['pack']! });
  await api.graphql(tokens['shop'], 'query($id: ID!) { event(id: $id) { id } }', { id: ids['pack']! });
  expect(await count()).toBe(before + 2);
  const { rows } = await api.pool.query(
    'SELECT username, action, target, outcome, returned FROM read_audit ORDER BY at DESC, id LIMIT 2',
  );
  expect(rows.map((row) => [row.outcome, row.returned]).sort()).toEqual([
    ['deny', 0],
    ['permit', 1],
  ]);
});

test('containment is rebuilt the same from nothing', async () => {
  const rows = async () =>
    (await api.pool.query('SELECT child, parent, from_time, to_time FROM item_containment ORDER BY 1, 2, 3')).rows;
  const before = await rows();
  expect(before).toHaveLength(1);
  await api.pool.query('TRUNCATE item_containment');
  await api.pool.query('UPDATE projection_state SET next_index = 0');
  await project();
  expect(await rows()).toEqual(before);
});

describe('roles and tokens', () => {
  test('who may not capture is told so', async () => {
    for (const who of ['regulator', 'patient', 'clinician'])
      expect((await api.capture(tokens[who]!, epcisDocument([objectEvent()]))).json.code).toBe('FORBIDDEN');
    expect((await api.capture(tokens['admin']!, epcisDocument([objectEvent()]))).json.code).toBe('NO_ORGANISATION');
  });

  test.each([
    ['none', undefined],
    ['expired', { expiresIn: -10 }],
    ['forged', { forged: true }],
    ['for another audience', { audience: ['account'] }],
    ['of another issuer', { issuer: 'http://evil.example/realms/sealtrail' }],
    ['of another type', { claims: { typ: 'Refresh' } }],
  ])('a token %s is 401', async (_, options) => {
    const token = options && api.bearer({ roles: ['admin'], organization: 'maker', ...options });
    const rest = await api.request('/epcis/v2/events', token === undefined ? {} : { token });
    expect([rest.status, rest.json.code, rest.json.type]).toEqual([
      401,
      'UNAUTHENTICATED',
      'epcisException:SecurityException',
    ]);
    expect(rest.headers.get('www-authenticate')).toMatch(token ? /^Bearer .*invalid_token/ : /^Bearer /);
    const graphql = await api.graphql(token, '{ me { username } }');
    expect([graphql.status, graphql.json.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('no algorithm but the issuer’s counts', async () => {
    const [, payload] = api
      .bearer({ roles: ['admin'] })
      .slice(7)
      .split('.');
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.AA`;
    expect((await api.request('/epcis/v2/events', { token: `Bearer ${none}` })).status).toBe(401);
  });

  test('a rotated key is found, the old one no longer counts once forgotten', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    api.issuer.rotate();
    expect(
      (await api.graphql(api.bearer({ roles: ['regulator'] }), '{ me { username permissions } }')).json.data.me
        .permissions,
    ).toContain('event.read.all');
    expect((await api.graphql(tokens['regulator'], '{ me { username } }')).status).toBe(401);
  });
});

describe('limits of GraphQL', () => {
  const admin = () => api.bearer({ roles: ['admin'] });
  test('depth and cost', async () => {
    const deep = `{ events { nodes { capturedBy { id } readPointLocation { organisation { id } } } } }`;
    expect((await api.graphql(admin(), deep)).json.errors).toBeUndefined();
    const tooDeep = `{ a: __schema { types { ${'fields { type { '.repeat(8)} name ${'} } '.repeat(8)} } } }`;
    expect((await api.graphql(admin(), tooDeep)).json.errors[0].message).toMatch(/depth/i);
    const costly = '{ events(first: 200) { nodes { items(first: 1000) { item } } } }';
    expect((await api.graphql(admin(), costly)).json.errors[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect((await api.graphql(admin(), '{ events(first: 0) { nodes { id } } }')).json.errors[0].extensions.code).toBe(
      'BAD_REQUEST',
    );
    expect(
      (await api.graphql(admin(), '{ events(filter: { since: "yesterday" }) { nodes { id } } }')).json.errors[0]
        .extensions.code,
    ).toBe('BAD_REQUEST');
  });

  test('introspection works', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect((await api.graphql(admin(), getIntrospectionQuery())).json.data.__schema.queryType.name).toBe('Query');
  });
});
