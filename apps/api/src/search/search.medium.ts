import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiHarness } from '../testing/api-harness.js';
import { epcisDocument, objectEvent } from '../testing/documents.js';
import { projectItemTails } from '../trace/project-item-tails.js';

const GS = '\u001d';
const GTIN = '09521321123458';
const SERIAL = `https://id.gs1.org/01/${GTIN}/21/SER-90417`;
const LOT = `https://id.gs1.org/01/${GTIN}/10/LOT7`;
const FOREIGN_LOT = 'https://id.gs1.org/01/04012345678901/10/LOT7';
const SSCC = 'https://id.gs1.org/00/095213211234567896';
const PLACE = '9521321000018';
const ASSET = 'https://id.gs1.org/8004/9521321ASSET1';
const PRIVATE = 'https://id.example.com/pallet/red-17';
const ODD_LOT = `https://id.gs1.org/01/${GTIN}/10/A%2FB%25_1`;
const EVENT = 'urn:uuid:5e1ec7ed-0000-4000-8000-00000000f1d0';
let hash: string;
let job: string;

let api: ApiHarness;
let maker: string;
let stranger: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  const id = await api.organisation('maker', ['9521321']);
  await api.organisation('stranger');
  maker = api.bearer({ roles: ['manufacturer'], organization: 'maker' });
  stranger = api.bearer({ roles: ['logistics'], organization: 'stranger' });
  // The product of the first lot is registered, that of the other is not.
  await api.pool.query(`INSERT INTO product VALUES ($1, $2, 'Ibuprofen 400')`, [GTIN, id]);
  await api.pool.query(`INSERT INTO location VALUES ($1, $2, 'Uppsala plant', 'Uppsala', 'SE')`, [PLACE, id]);
  const quantity = (epcClass: string): Record<string, unknown> => ({
    epcList: [],
    quantityList: [{ epcClass, quantity: 5 }],
  });
  const answer = await api.capture(
    maker,
    epcisDocument([
      objectEvent({
        eventID: EVENT,
        epcList: [SERIAL, SSCC, ASSET, PRIVATE],
        readPoint: { id: `https://id.gs1.org/414/${PLACE}` },
      }),
      objectEvent(quantity('urn:epc:class:lgtin:9521321.012345.LOT7')),
      objectEvent(quantity(FOREIGN_LOT)),
      objectEvent(quantity(ODD_LOT)),
    ]),
  );
  expect(answer.json).toMatchObject({ success: true });
  job = answer.json.captureID;
  const { rows } = await api.pool.query("SELECT encode(cbv_hash, 'hex') AS hash FROM event WHERE event_id = $1", [
    EVENT,
  ]);
  hash = rows[0].hash;
  const client = await api.pool.connect();
  await client.query('BEGIN');
  expect(await projectItemTails(client, 0n, 100n)).toBe(true);
  await client.query('COMMIT');
  client.release();
});
afterAll(() => api?.stop());

async function search(
  token: string,
  text: string,
): Promise<{ understoodAs: string; problem: { code: string } | null; found: string[] }> {
  const query = 'query($text: String!) { search(text: $text) { understoodAs problem { code } hits { kind id } } }';
  const answer = await api.graphql(token, query, { text });
  expect(answer.json.errors).toBeUndefined();
  const { hits, ...rest } = answer.json.data.search;
  return { ...rest, found: hits.map((hit: { kind: string; id: string }) => `${hit.kind} ${hit.id}`) };
}

const item = `ITEM ${SERIAL}`;
const product = `PRODUCT ${GTIN}`;
const place = `LOCATION ${PLACE}`;
const event = `EVENT ${EVENT}`;
const lots = [`LOT ${FOREIGN_LOT}`, `LOT ${LOT}`];

/** What is typed or scanned, and what must be among the answers. */
const TABLE: readonly (readonly [what: string, text: () => string, expected: readonly string[]])[] = [
  ['an event id', () => EVENT, [event]],
  ['an event id in capitals, without urn', () => EVENT.slice(9).toUpperCase(), [event]],
  ['the id of a capture job', () => job, []],
  ['a hash of 64 digits', () => hash, [event]],
  ['a hash with 0x, in capitals', () => `0x${hash.toUpperCase()}`, [event]],
  ['a hash URI', () => `ni:///sha-256;${hash}?ver=CBV2.0`, [event]],
  ['a hash URI without version, with spaces around', () => `  ni:///sha-256;${hash} `, [event]],
  ['a serial as Digital Link', () => SERIAL, [item, product]],
  ['a Digital Link of a foreign domain', () => `https://shop.example.com/01/${GTIN}/21/SER-90417`, [item, product]],
  [
    'a Digital Link with path, lot and attributes',
    () => `https://x.example/p/01/${GTIN}/10/LOT7/21/SER-90417?17=281231`,
    [item, `LOT ${LOT}`],
  ],
  ['a serial as URN', () => 'urn:epc:id:sgtin:9521321.012345.SER-90417', [item, product]],
  ['a serial with brackets', () => `(01)${GTIN}(21)SER-90417`, [item, product]],
  ['a raw scan with GS', () => `01${GTIN}10LOT7${GS}21SER-90417`, [item, `LOT ${LOT}`]],
  ['a raw scan with DataMatrix identifier', () => `]d201${GTIN}21SER-90417${GS}10LOT7`, [item, `LOT ${LOT}`]],
  ['a raw scan with GS1-128 identifier', () => `]C101${GTIN}10LOT7`, [`LOT ${LOT}`]],
  ['a raw scan with QR identifier, GS in words', () => `]Q301${GTIN}10LOT7<GS>21SER-90417`, [item]],
  ['a GTIN of 14 digits', () => GTIN, [product, item, `LOT ${LOT}`]],
  ['a GTIN of 13 digits', () => GTIN.slice(1), [product, item]],
  ['an SSCC with application identifier', () => '00095213211234567896', [`ITEM ${SSCC}`]],
  ['an SSCC without', () => '095213211234567896', [`ITEM ${SSCC}`]],
  ['an SSCC with brackets', () => '(00)095213211234567896', [`ITEM ${SSCC}`]],
  ['an SSCC scanned', () => ']C100095213211234567896', [`ITEM ${SSCC}`]],
  ['an SSCC as URN', () => 'urn:epc:id:sscc:9521321.0123456789', [`ITEM ${SSCC}`]],
  ['a GLN', () => PLACE, [place]],
  ['a GLN with application identifier', () => `414${PLACE}`, [place]],
  ['a GLN with brackets', () => `(414)${PLACE}`, [place]],
  ['a GLN as URN', () => 'urn:epc:id:sgln:9521321.00001.0', [place]],
  ['a GLN as foreign Digital Link', () => `https://places.example/414/${PLACE}`, [place]],
  ['an asset', () => `(8004)9521321ASSET1`, [`ITEM ${ASSET}`]],
  ['a private URI', () => PRIVATE, [`ITEM ${PRIVATE}`]],
  ['a lot, of a product registered or not', () => 'LOT7', lots],
  ['a lot with signs in it', () => 'A/B%_1', [`LOT ${ODD_LOT}`]],
  ['a serial alone', () => 'SER-90417', [item]],
  ['the last digits of a serial', () => '0417', [item]],
  ['the end of a private URI', () => 'red-17', [`ITEM ${PRIVATE}`]],
  ['a part of a name', () => 'ibupro', [product]],
  ['a town', () => 'uppsala', [place]],
  ['an organisation', () => 'maker', ['ORGANISATION maker']],
];

describe('the one box', () => {
  test.each(TABLE)('%s', async (_, text, expected) => {
    const answer = await search(maker, text());
    expect(answer.found).toEqual(expect.arrayContaining([...expected]));
    expect(answer.problem).toBeNull();
  });

  test('a capture job is found by its id', async () => {
    expect((await search(maker, job)).found).toEqual([`CAPTURE_JOB ${job}`]);
  });

  test('whole lots and serials come before mere ends', async () => {
    expect((await search(maker, 'LOT7')).found).toHaveLength(2);
    expect((await search(maker, '417')).found).toEqual([]);
  });

  test.each([
    ['a wrong check digit', `(01)${GTIN.slice(0, -1)}9(21)SER-90417`, 'GS1_CHECK_DIGIT'],
    ['an SSCC with a digit too few', '(00)09521321123456789', 'GS1_LENGTH'],
  ])('%s is told', async (_, text, code) => {
    expect((await search(maker, text)).problem).toMatchObject({ code });
  });

  test.each(['', ' ', '%', '_', '\u0000', '\\', "'; DROP TABLE event; --", 'x'.repeat(5_000), '\ud800', '🧀'])(
    'nothing comes of %j, and no error',
    async (text) => expect((await search(maker, text)).found).toEqual([]),
  );

  test('one who takes no part finds parties only', async () => {
    for (const [what, text] of TABLE) {
      const { found } = await search(stranger, text());
      expect(
        found.filter((hit) => /^(EVENT|ITEM|LOT|CAPTURE_JOB)/.test(hit)),
        what,
      ).toEqual([]);
    }
  });
});
