import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../platform/database/database.js';
import { ApiHarness } from '../testing/api-harness.js';
import { epcisDocument, objectEvent } from '../testing/documents.js';
import { CONTAINMENT_PROJECTION, projectContainment } from './project-containment.js';
import { projectTransformations, TRANSFORMATION_PROJECTION } from './project-transformations.js';
import { nextIndexOf } from './projection-state.js';

const item = (serial: string): string => `https://id.gs1.org/01/09521321123458/21/${serial}`;
const box = (number: number): string => `https://id.example.com/box/${number}`;
const MAKER_GLN = 'https://id.gs1.org/414/9521321000018';
const SHOP_GLN = 'https://id.gs1.org/414/9521555000017';

let api: ApiHarness;
let maker: string;
let shop: string;
let stranger: string;
let regulator: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  await api.organisation('maker', ['9521321']);
  await api.organisation('shop', ['9521555']);
  await api.organisation('stranger');
  maker = api.bearer({ roles: ['manufacturer'], organization: 'maker' });
  shop = api.bearer({ roles: ['dispenser'], organization: 'shop' });
  stranger = api.bearer({ roles: ['manufacturer'], organization: 'stranger' });
  regulator = api.bearer({ roles: ['regulator'] });
});
afterAll(() => api?.stop());

async function project(): Promise<void> {
  const database = api.app.get(Database);
  const { rows } = await database.query<{ next: bigint }>('SELECT next_index AS next FROM log_head');
  for (const [name, run] of [
    [CONTAINMENT_PROJECTION, projectContainment],
    [TRANSFORMATION_PROJECTION, projectTransformations],
  ] as const) {
    const from = await nextIndexOf(database.pool, name);
    expect(await database.withTransaction((client) => run(client, from, rows[0]!.next))).toBe(true);
  }
}

const time = (day: number): object => ({
  eventTime: `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`,
  eventTimeZoneOffset: '+00:00',
});
const packing = (parentID: string, childEPCs: readonly string[], day: number, action = 'ADD'): object =>
  objectEvent({
    type: 'AggregationEvent',
    action,
    epcList: undefined,
    bizStep: 'packing',
    parentID,
    childEPCs,
    ...time(day),
  });
const transforming = (transformationID: string | undefined, members: object, day: number): object =>
  objectEvent({
    type: 'TransformationEvent',
    action: undefined,
    epcList: undefined,
    bizStep: 'commissioning',
    disposition: 'active',
    transformationID,
    ...members,
    ...time(day),
  });

async function capture(token: string, ...events: readonly object[]): Promise<string[]> {
  const answer = await api.capture(token, epcisDocument(events));
  expect(answer.json).toMatchObject({ success: true });
  return answer.json.events.map((event: { eventID: string }) => event.eventID);
}

async function read(token: string, id: string) {
  const query = `query($id: String!) { item(id: $id) { containers contents { nodes } madeFrom madeInto
    entries(first: 100) { totalCount complete nodes { link event { id } } } } }`;
  const answer = await api.graphql(token, query, { id });
  expect(answer.json.errors).toBeUndefined();
  return answer.json.data.item;
}
const idsOf = (trail: { entries: { nodes: { event: { id: string } }[] } }): string[] =>
  trail.entries.nodes.map(({ event }) => event.id);

describe('a transformation told in several events', () => {
  const ID = 'urn:uuid:5e1ec7ed-0000-4000-8000-000000000001';
  const [flour, water, bread, cake] = ['FLOUR', 'WATER', 'BREAD', 'CAKE'].map(item) as [string, string, string, string];
  let mill: string;
  let source: string;
  let parts: string[];

  beforeAll(async () => {
    const at = { readPoint: { id: MAKER_GLN } };
    [mill] = (await capture(maker, objectEvent({ epcList: [flour], ...at, ...time(1) }))) as [string];
    [source] = (await capture(maker, objectEvent({ epcList: [water], ...at, ...time(2) }))) as [string];
    parts = await capture(
      maker,
      transforming(ID, { inputEPCList: [flour], ...at }, 3),
      transforming(ID, { outputEPCList: [bread], ...at }, 4),
      transforming(ID, { inputEPCList: [water], ...at }, 4),
      transforming(ID, { outputEPCList: [cake], ...at }, 5),
    );
    // Somebody else writes the same id down.
    await capture(stranger, transforming(ID, { outputEPCList: [item('FAKE')] }, 6));
    await capture(shop, objectEvent({ epcList: [bread], readPoint: { id: SHOP_GLN }, ...time(7) }));
    await project();
  });

  test('the trail of each output holds the inputs of all parts', async () => {
    for (const output of [bread, cake]) {
      const trail = await read(regulator, output);
      expect(trail.madeFrom.sort()).toEqual([flour, water].sort());
      expect(idsOf(trail)).toEqual(expect.arrayContaining([mill, source, parts[0], parts[2]]));
      expect(trail.entries.complete).toBe(true);
    }
    expect((await read(regulator, flour)).madeInto).toEqual([bread, cake]);
  });

  test('an id that another organisation writes down links nothing', async () => {
    expect((await read(regulator, item('FAKE'))).madeFrom).toEqual([]);
    expect((await read(stranger, item('FAKE'))).entries.totalCount).toBe(1);
    expect(await read(stranger, bread)).toBeNull();
  });

  test('who sells the output reads back to the inputs, by trail and by event alike', async () => {
    const ids = idsOf(await read(shop, bread));
    expect(ids).toEqual(expect.arrayContaining([mill, source, ...parts.slice(0, 3)]));
    for (const id of [mill, source, parts[0]!, parts[2]!]) {
      const answer = await api.graphql(shop, 'query($id: ID!) { event(id: $id) { id } }', { id });
      expect(answer.json.data.event, id).toEqual({ id });
    }
  });

  test('run again from nothing it ends in the same rows', async () => {
    expect(await api.count('transformation_part')).toBe(5);
    await api.pool.query('TRUNCATE transformation_part');
    await api.pool.query("UPDATE projection_state SET next_index = 0 WHERE name = 'transformation'");
    await project();
    expect(await api.count('transformation_part')).toBe(5);
  });
});

describe('packed elsewhere without a word', () => {
  test('it is in the last container only, and the earlier one no longer tells of it', async () => {
    const thing = item('MOVED');
    // The later packing arrives first.
    await capture(maker, packing(box(2), [thing], 12));
    await project();
    await capture(maker, packing(box(1), [thing], 10));
    const [during] = await capture(maker, objectEvent({ epcList: [box(1)], ...time(11) }));
    const [after] = await capture(maker, objectEvent({ epcList: [box(1)], ...time(13) }));
    await project();
    const trail = await read(regulator, thing);
    expect(trail.containers).toEqual([box(2)]);
    expect(idsOf(trail)).toContain(during);
    expect(idsOf(trail)).not.toContain(after);
    expect((await read(regulator, box(1))).contents.nodes).toEqual([]);
  });

  test('a pallet that lists its boxes and what is in them empties no box', async () => {
    const thing = item('FLAT');
    await capture(maker, packing(box(11), [thing], 10), packing(box(12), [box(11), thing], 12));
    await project();
    expect((await read(regulator, box(11))).contents.nodes).toEqual([thing]);
    expect((await read(regulator, box(12))).contents.nodes.sort()).toEqual([thing, box(11)].sort());
  });

  test('an empty DELETE unpacks all that is still inside', async () => {
    const [one, two] = [item('E-1'), item('E-2')];
    await capture(maker, packing(box(13), [one!, two!], 10), packing(box(14), [one!], 11));
    await capture(maker, packing(box(13), [], 12, 'DELETE'));
    await project();
    expect((await read(regulator, box(13))).contents.nodes).toEqual([]);
    expect((await read(regulator, two!)).containers).toEqual([]);
    expect((await read(regulator, one!)).containers).toEqual([box(14)]);
  });
});

describe('what no honest supply chain does', () => {
  test('a circle of containers ends', async () => {
    const [a, b] = [box(21), box(22)];
    await capture(maker, packing(b, [a], 10), packing(a, [b], 11));
    await project();
    for (const one of [a, b]) {
      const trail = await read(regulator, one);
      expect(trail.entries).toMatchObject({ totalCount: 2, complete: true });
      expect(trail.containers).toHaveLength(1);
    }
  });

  test('a nest deeper than is followed is cut, and says so', async () => {
    const boxes = Array.from({ length: 60 }, (_, at) => box(100 + at));
    await capture(maker, ...boxes.slice(1).map((outer, at) => packing(outer, [boxes[at]!], 10)));
    await project();
    const trail = await read(regulator, boxes[0]!);
    expect(trail.entries.complete).toBe(false);
    expect(trail.entries.totalCount).toBeGreaterThan(20);
    expect(trail.containers).toHaveLength(16);
  });

  test('100,000 events of one item stay bounded', async () => {
    const thing = item('BUSY');
    await capture(maker, objectEvent({ epcList: [thing], readPoint: { id: MAKER_GLN }, ...time(1) }));
    const { rows } = await api.pool.query('SELECT batch_id, pos FROM event_item WHERE item = $1', [thing]);
    const first = [rows[0].batch_id, rows[0].pos];
    const copies = 'FROM generate_series(0, 99999) AS g(n)';
    await api.pool.query(
      `INSERT INTO event SELECT 900000000, g.n, 'urn:busy:' || g.n, organisation_id, capture_job_id, type, action, event_time + g.n * interval '1 second',
         event_time_text, event_time_zone_offset, record_time, biz_step, disposition, read_point, biz_location, error_declaration, item_count, cbv_hash, context_id, payload, credential
         ${copies}, event WHERE batch_id = $1 AND pos = $2`,
      first,
    );
    await api.pool.query(`INSERT INTO event_item SELECT $1, 900000000, g.n, 0, 0, $1, NULL, NULL ${copies}`, [thing]);
    await api.pool.query(
      `INSERT INTO event_party SELECT organisation_id, 900000000, g.n, role ${copies}, event_party WHERE batch_id = $1 AND pos = $2`,
      first,
    );
    await api.pool.query(
      `INSERT INTO log_batch VALUES (1, 900000000, 100000, 900000000, decode(repeat('00', 3200000), 'hex'), now())`,
    );
    await api.pool.query('ANALYZE event, event_item, event_party');
    for (const token of [regulator, maker]) {
      const began = performance.now();
      const trail = await read(token, thing);
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(trail.entries).toMatchObject({ totalCount: 20_000, complete: false });
    }
    const began = performance.now();
    const query = 'query($id: ID!) { event(id: $id) { id } }';
    expect((await api.graphql(stranger, query, { id: 'urn:busy:5' })).json.data.event).toBeNull();
    expect((await api.graphql(shop, '{ search(text: "BUSY") { hits { id } } }')).json.errors).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
