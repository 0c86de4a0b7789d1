import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** Parts die at random while captures go on. What was acknowledged is there at the end, once, and anchored. */
const SECONDS = 30;
let world: World;
let running: Running;

beforeAll(async () => {
  world = await newWorld();
  running = start(world, ['--empty']);
  await running.ready;
});
afterAll(async () => {
  await stop(running);
  removeWorld(world);
});

const document = (id: string): string =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-01-01T00:00:00Z',
    epcisBody: {
      eventList: [0, 1, 2].map((index) => ({
        type: 'ObjectEvent',
        eventID: `urn:sealtrail:chaos:${id}-${index}`,
        eventTime: '2026-01-01T00:00:00.000Z',
        eventTimeZoneOffset: '+00:00',
        action: 'ADD',
        bizStep: 'commissioning',
        epcList: [`urn:epc:id:sgtin:9999999.012345.${id}${index}`],
      })),
    },
  });

/** Sends a document until it is acknowledged, as a client does that lost its answer. Gives up when `over`. */
async function captureUntilTaken(id: string, token: () => Promise<string>, over: () => boolean): Promise<boolean> {
  while (!over()) {
    try {
      const response = await fetch(`http://127.0.0.1:${world.ports.API_PORT}/epcis/v2/capture`, {
        method: 'POST',
        headers: { 'content-type': 'application/ld+json', authorization: `Bearer ${await token()}` },
        body: document(id),
        signal: AbortSignal.timeout(10_000),
      });
      if (response.ok) {
        await response.arrayBuffer();
        return true;
      }
    } catch {
      // the API or identity is down: again
    }
    await sleep(100);
  }
  return false;
}

const PARTS = ['apps/api/dist/main', 'apps/api/dist/worker', 'sealtrail-node', 'guardian', 'postgres -D', 'identity'];

test('nothing acknowledged is lost or doubled while parts are killed at random', async () => {
  const end = Date.now() + SECONDS * 1000;
  let cached: Promise<string> | undefined;
  const token = (): Promise<string> =>
    (cached ??= tokenFor(world, 'manufacturer').catch(
      (error: unknown) => ((cached = undefined), Promise.reject(error)),
    ));
  const taken: string[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (Date.now() < end) {
      const id = `c${next++}`;
      // what is under way when the killing stops is finished afterwards
      if (await captureUntilTaken(id, token, () => Date.now() > end + 60_000)) taken.push(id);
    }
  };
  const killer = async (): Promise<number> => {
    let killed = 0;
    while (Date.now() < end) {
      await sleep(2_500 + Math.random() * 2_500);
      const victims = processesOf(world).filter(({ command }) => PARTS.some((part) => command.includes(part)));
      const victim = victims[Math.floor(Math.random() * victims.length)];
      if (!victim || Date.now() > end) continue;
      try {
        process.kill(victim.pid, 'SIGKILL');
        killed++;
      } catch {
        // it had just ended
      }
    }
    return killed;
  };
  const [killed] = await Promise.all([killer(), lane(), lane(), lane()]);
  expect(killed).toBeGreaterThan(3);
  expect(taken.length).toBeGreaterThan(10);

  const password = readFileSync(join(world.home, 'keys/postgres.password'), 'utf8').trim();
  const url = `postgresql://postgres:${password}@127.0.0.1:${world.ports.POSTGRES_PORT}/sealtrail`;
  const sizes = await eventually(
    'everything is anchored',
    async () => {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query<Record<'events' | 'ids' | 'keys' | 'recorded' | 'anchored', string>>(`SELECT
        (SELECT count(*) FROM event) AS events, (SELECT count(DISTINCT event_id) FROM event) AS ids,
        (SELECT count(*) FROM key_event) AS keys, (SELECT next_index FROM log_head) AS recorded,
        (SELECT max(size) FROM anchor WHERE status = 'final') AS anchored`);
      await client.end();
      return rows[0] && rows[0].anchored === rows[0].recorded ? rows[0] : undefined;
    },
    90_000,
  );
  expect(Number(sizes.ids)).toBe(taken.length * 3);
  expect(sizes.events).toBe(sizes.ids);
  expect(Number(sizes.events) + Number(sizes.keys)).toBe(Number(sizes.recorded));
  expect(await cli(world, ['fsck'])).toMatchObject({ code: 0 });
});
