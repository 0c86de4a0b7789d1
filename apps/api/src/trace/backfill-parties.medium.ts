import { fsck } from '@sealtrail/auditor/fsck';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../platform/database/database.js';
import { ApiHarness } from '../testing/api-harness.js';
import { epcisDocument, objectEvent } from '../testing/documents.js';
import { backfillParties } from './backfill-parties.js';

const READ_POINT = { readPoint: { id: 'urn:epc:id:sgln:9521555.00001.0' } };
const DESTINATION = {
  readPoint: undefined,
  destinationList: [{ type: 'possessing_party', destination: 'https://id.gs1.org/417/9521555000017' }],
};
const OTHER = { readPoint: { id: 'https://id.gs1.org/414/9529999000015' } };

let api: ApiHarness;
let carrier: string;
let shop: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  await api.organisation('carrier');
  carrier = api.bearer({ roles: ['logistics'], organization: 'carrier' });
  shop = api.bearer({ roles: ['dispenser'], organization: 'shop' });
});
afterAll(() => api?.stop());

const step = (settleSeconds = 0): Promise<boolean> =>
  api.app.get(Database).withTransaction((client) => backfillParties(client, settleSeconds));

async function register(slug: string, prefixes: readonly string[]) {
  const mutation =
    'mutation($input: OrganisationInput!) { registerOrganisation(input: $input) { ... on Organisation { prefixes } ... on Problem { code } } }';
  const input = { slug, name: slug, roles: ['dispenser'], prefixes };
  return (await api.graphql(api.bearer({ roles: ['admin'] }), mutation, { input })).json.data.registerOrganisation;
}

const sees = async (id: string): Promise<boolean> =>
  (await api.graphql(shop, 'query($id: ID!) { event(id: $id) { id } }', { id })).json.data.event !== null;

async function partyFindings(): Promise<unknown[]> {
  const client = await api.pool.connect();
  const report = await fsck({ client, suite: nativeSuite });
  client.release();
  return report.findings.filter(({ table }) => table === 'event_party');
}

test('who registers a GLN later sees what was captured there before, and fsck agrees at every step', async () => {
  const many = Array.from({ length: 2_300 }, (_, at) => objectEvent(at % 2 === 0 ? READ_POINT : DESTINATION));
  const others = [objectEvent(OTHER)];
  expect((await api.capture(carrier, epcisDocument([...many, ...others]))).json).toMatchObject({ success: true });
  const [first, second] = many.map((event) => event['eventID'] as string);
  const foreign = others[0]!['eventID'] as string;

  expect(await step()).toBe(false);
  expect(await register('shop', ['9521555'])).toEqual({ prefixes: ['9521555'] });
  expect(await sees(first!)).toBe(false);

  // Not before every process that captures knows of it.
  expect(await step(10)).toBe(false);
  const after = objectEvent(READ_POINT);
  await api.capture(carrier, epcisDocument([after])).then(({ status }) => expect(status).toBe(403));

  let steps = 0;
  for (let more = true; more; steps++) {
    more = await step();
    expect(await partyFindings()).toEqual([]);
  }
  expect(steps).toBe(3);
  expect(await step()).toBe(false);
  expect([await sees(first!), await sees(second!), await sees(foreign)]).toEqual([true, true, false]);
  const { rows } = await api.pool.query('SELECT role, count(*)::int AS n FROM event_party GROUP BY role ORDER BY role');
  expect(rows).toEqual([
    { role: 0, n: 2_301 },
    { role: 1, n: 1_150 },
    { role: 4, n: 1_150 },
  ]);
});

test('a place registered later counts too; what changes no owner asks for nothing', async () => {
  const event = objectEvent({ readPoint: { id: 'https://id.gs1.org/414/9524444000019' } });
  await api.capture(carrier, epcisDocument([event]));
  const place = async (gln: string) =>
    api.graphql(
      api.bearer({ roles: ['admin'] }),
      'mutation($input: LocationInput!) { registerLocation(input: $input) { ... on Location { gln } ... on Problem { code message } } }',
      { input: { gln, name: 'Shop', organisation: 'shop' } },
    );
  expect((await place('9524444000019')).json.data.registerLocation).toEqual({ gln: '9524444000019' });
  expect(await api.count('party_backfill')).toBe(1);
  while (await step());
  expect(await sees(event['eventID'] as string)).toBe(true);
  expect(await partyFindings()).toEqual([]);

  await place('9524444000019');
  await place('9521555000017');
  await register('shop', ['9521555']);
  expect(await api.count('party_backfill')).toBe(0);
});

test('a company prefix is never taken away: what hangs on it stays explained', async () => {
  expect(await register('shop', [])).toEqual({ prefixes: ['9521555'] });
  expect(await partyFindings()).toEqual([]);
});
