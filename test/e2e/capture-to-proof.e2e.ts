import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cli,
  eventually,
  newWorld,
  processesOf,
  removeWorld,
  type Running,
  start,
  stop,
  tokenFor,
  type World,
} from './launch.js';

/** The walking skeleton as one story: real GS1 documents over HTTP, proofs that hold with every server stopped. */
let world: World;
let running: Running;
let eventIds: string[] = [];
const evidenceFile = (at: number): string => join(world.home, `evidence-${at}.json`);

beforeAll(async () => {
  world = await newWorld();
  running = start(world, ['--empty']);
  await running.ready;
});
afterAll(async () => {
  await stop(running);
  expect(processesOf(world)).toEqual([]);
  removeWorld(world);
});

function documents(): string[] {
  const folder = vectorsDir('gs1-epcis', 'JSON');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonld'))
    .sort()
    .map((name) => join(folder, name));
}

const sql = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> => {
  const password = readFileSync(join(world.home, 'keys/postgres.password'), 'utf8').trim();
  const client = new pg.Client({
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${world.ports.POSTGRES_PORT}/sealtrail`,
  });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
};

const sizes = async (): Promise<{
  events: number;
  ids: number;
  keys: number;
  recorded: number;
  integrated: number;
  published: number;
  anchored: number;
}> => {
  const [row] = await sql<Record<string, string>>(`SELECT
    (SELECT count(*) FROM event) AS events, (SELECT count(DISTINCT event_id) FROM event) AS ids, (SELECT count(*) FROM key_event) AS keys,
    (SELECT next_index FROM log_head) AS recorded, (SELECT size FROM log_tree) AS integrated,
    (SELECT max(size) FROM checkpoint) AS published, (SELECT max(size) FROM anchor WHERE status = 'final') AS anchored`);
  const at = (name: string): number => Number(row?.[name] ?? 0);
  return {
    events: at('events'),
    ids: at('ids'),
    keys: at('keys'),
    recorded: at('recorded'),
    integrated: at('integrated'),
    published: at('published'),
    anchored: at('anchored'),
  };
};

test('all 47 published GS1 documents are captured over HTTP as the manufacturer', async () => {
  const files = documents();
  expect(files).toHaveLength(47);
  const SEALTRAIL_TOKEN = await tokenFor(world, 'manufacturer');
  const { code, stdout } = await cli(world, ['capture', '--json', ...files], { SEALTRAIL_TOKEN });
  const results = JSON.parse(stdout) as { file: string; success: boolean; events: string[]; errors: unknown[] }[];
  expect(results.filter((result) => !result.success)).toEqual([]);
  expect(code).toBe(0);
  eventIds = [...new Set(results.flatMap((result) => result.events))];
  expect(eventIds.length).toBeGreaterThan(40);
});

test('captured again they change nothing', async () => {
  const before = await sizes();
  const SEALTRAIL_TOKEN = await tokenFor(world, 'manufacturer');
  const { stdout } = await cli(world, ['capture', '--json', ...documents()], { SEALTRAIL_TOKEN });
  const ids = new Set((JSON.parse(stdout) as { events: string[] }[]).flatMap((result) => result.events));
  expect([...ids].sort()).toEqual([...eventIds].sort());
  expect(await sizes()).toMatchObject({ events: before.events, recorded: before.recorded });
});

test('events and key events, leaves, and the anchored size agree', async () => {
  const now = await eventually('everything is anchored', async () => {
    const found = await sizes();
    return found.anchored === found.recorded ? found : undefined;
  });
  // an error declaration and the event it corrects share one id
  expect(now.ids).toBe(eventIds.length);
  expect(now.events).toBeGreaterThanOrEqual(now.ids);
  expect(now.events + now.keys).toBe(now.recorded);
  expect([now.integrated, now.published, now.anchored]).toEqual([now.recorded, now.recorded, now.recorded]);
});

test('fsck finds nothing', async () => {
  expect(await cli(world, ['fsck'])).toMatchObject({ code: 0 });
});

test('the evidence of every event is exported', async () => {
  const SEALTRAIL_TOKEN = await tokenFor(world, 'manufacturer');
  for (const [at, id] of eventIds.entries()) {
    const { code, stderr } = await cli(world, ['evidence', id, '-o', evidenceFile(at)], { SEALTRAIL_TOKEN });
    expect(code, `${id}: ${stderr}`).toBe(0);
  }
});

test('with every server stopped each of them is valid, and no flipped bit is', async () => {
  await stop(running);
  expect(processesOf(world)).toEqual([]);
  for (const [at, id] of eventIds.entries()) {
    const { code, stdout } = await cli(world, ['verify', '--json', evidenceFile(at)]);
    const result = JSON.parse(stdout) as { verdict: string; facts: { eventID?: string } };
    expect({ code, verdict: result.verdict, id: result.facts.eventID }).toEqual({ code: 0, verdict: 'valid', id });
  }
  const whole = readFileSync(evidenceFile(0));
  const damaged = join(world.home, 'damaged.json');
  const step = Math.max(1, Math.floor(whole.length / 24));
  for (let at = 0; at < whole.length; at += step) {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 1 << (at % 8);
    writeFileSync(damaged, bytes);
    const { code, stdout } = await cli(world, ['verify', '--json', damaged]);
    const { verdict, steps } = JSON.parse(stdout) as { verdict: string; steps: { name: string; status: string }[] };
    expect(verdict, `bit ${at % 8} of byte ${at}`).not.toBe('valid');
    expect(code).toBe(verdict === 'invalid' ? 1 : 2);
    expect(steps.some(({ status }) => status === 'failed')).toBe(true);
  }
});

test('without trust roots the first file is pinned, and it says so', async () => {
  const elsewhere = await newWorld();
  try {
    const first = await cli(elsewhere, ['verify', evidenceFile(0)]);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('First use') as string });
    const second = await cli(elsewhere, ['verify', evidenceFile(1)]);
    expect(second.code).toBe(0);
    expect(second.stdout).not.toContain('First use');
    expect(await cli(elsewhere, ['verify', join(world.home, 'config.json')])).toMatchObject({ code: 2 });
    expect(await cli(elsewhere, ['verify', '/nowhere/evidence.json'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no such file') as string,
    });
  } finally {
    removeWorld(elsewhere);
  }
});

test('fsck works with the platform stopped', async () => {
  expect(await cli(world, ['fsck'])).toMatchObject({ code: 0 });
  expect(processesOf(world)).toEqual([]);
});

interface Report {
  findings: { table: string; key: Record<string, string>; kind: string; sentence: string }[];
}
const audit = async (): Promise<Report> => {
  const { code, stdout } = await cli(world, ['fsck', '--json']);
  const report = JSON.parse(stdout) as Report;
  expect(code).toBe(report.findings.length === 0 ? 0 : 1);
  return report;
};

test('a row changed, deleted or inserted by hand is found and named', async () => {
  running = start(world);
  await running.ready;
  const rows = await sql<{ batch_id: string; pos: number; event_id: string }>(
    'SELECT batch_id::text, pos, event_id FROM event ORDER BY batch_id, pos LIMIT 4',
  );
  const [changed, removed] = rows as [(typeof rows)[0], (typeof rows)[0]];
  const undo: [string, unknown[]][] = [];

  await sql('CREATE TABLE kept AS TABLE event');
  undo.push(['DELETE FROM event', []], ['INSERT INTO event SELECT * FROM kept', []], ['DROP TABLE kept', []]);

  await sql("UPDATE event SET event_time = event_time + interval '1 hour' WHERE batch_id = $1 AND pos = $2", [
    changed.batch_id,
    changed.pos,
  ]);
  expect((await audit()).findings).toEqual([
    expect.objectContaining({
      table: 'event',
      kind: 'changed',
      key: expect.objectContaining({ batch_id: changed.batch_id, pos: String(changed.pos) }) as unknown,
    }),
  ]);
  await sql("UPDATE event SET event_time = event_time - interval '1 hour' WHERE batch_id = $1 AND pos = $2", [
    changed.batch_id,
    changed.pos,
  ]);

  await sql('DELETE FROM event WHERE batch_id = $1 AND pos = $2', [removed.batch_id, removed.pos]);
  const deleted = (await audit()).findings;
  expect(deleted[0]).toMatchObject({
    table: 'event',
    kind: 'deleted',
    key: { batch_id: removed.batch_id, pos: String(removed.pos) },
  });

  for (const [text, values] of undo) await sql(text, values);
  await sql(
    "INSERT INTO event SELECT (jsonb_populate_record(e, jsonb_build_object('pos', 9999, 'event_id', 'urn:uuid:00000000-0000-4000-8000-000000000000'))).* FROM event e WHERE batch_id = $1 AND pos = $2",
    [changed.batch_id, changed.pos],
  );
  expect((await audit()).findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        table: 'event',
        kind: 'inserted',
        key: expect.objectContaining({ pos: '9999' }) as unknown,
      }),
    ]),
  );
  await sql('DELETE FROM event WHERE pos = 9999');
  expect((await audit()).findings).toEqual([]);
});
