import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../create-app.js';
import { AppConfig } from '../platform/config/app-config.js';
import { ApiHarness } from '../testing/api-harness.js';
import { epcisDocument, objectEvent } from '../testing/documents.js';

const DOCUMENTS = 30;
const PER_DOCUMENT = 10;

let api: ApiHarness;
let second: NestFastifyApplication;
let urls: string[];
let maker: string;
let carrier: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  // Same database, keys and issuer; pools, queues and snapshots of its own.
  second = await createApp(new AppConfig(process.env));
  await second.listen(0, '127.0.0.1');
  urls = [api.url, (await second.getUrl()).replace('[::1]', '127.0.0.1')];
  await api.organisation('maker');
  await api.organisation('carrier');
  maker = api.bearer({ roles: ['manufacturer'], organization: 'maker' });
  carrier = api.bearer({ roles: ['logistics'], organization: 'carrier' });
});
afterAll(async () => {
  await second?.close();
  await api?.stop();
});

interface Taken {
  readonly eventID: string;
  readonly leafIndex: string;
  readonly duplicate: boolean;
}

async function capture(url: string, token: string, body: string): Promise<{ status: number; events: Taken[] }> {
  const response = await fetch(`${url}/epcis/v2/capture`, {
    method: 'POST',
    body,
    headers: { authorization: token, 'content-type': 'application/ld+json' },
  });
  const { events } = (await response.json()) as { events?: Taken[] };
  return { status: response.status, events: events ?? [] };
}

test('two processes, a storm of duplicates: each event once, one answer, no gap', async () => {
  expect(urls[0]).not.toBe(urls[1]);
  const documents = Array.from({ length: DOCUMENTS }, () => Array.from({ length: PER_DOCUMENT }, () => objectEvent()));
  // The same events again in other company and order, so that batches of both processes overlap in every way.
  const mixed = documents.map((_, at) => documents.map((events) => events[at % PER_DOCUMENT]!).reverse());
  const bodies = [...documents, ...mixed, ...documents.map((events) => [...events].reverse())].map((events) =>
    epcisDocument(events),
  );
  const sent = bodies.flatMap((body, at) => [
    capture(urls[at % 2]!, maker, body),
    capture(urls[(at + 1) % 2]!, maker, body),
    ...(at < DOCUMENTS ? [capture(urls[at % 2]!, carrier, body)] : []),
  ]);
  const answers = await Promise.all(sent);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));

  const total = DOCUMENTS * PER_DOCUMENT;
  const isCarriers = (at: number): boolean => at % 3 === 2 && at < DOCUMENTS * 3;
  for (const mine of [(at: number) => !isCarriers(at), isCarriers]) {
    const leaves = new Map<string, Set<string>>();
    let firsts = 0;
    for (const { events } of answers.filter((_, at) => mine(at))) {
      for (const { eventID, leafIndex, duplicate } of events) {
        leaves.set(eventID, (leaves.get(eventID) ?? new Set()).add(leafIndex));
        if (!duplicate) firsts++;
      }
    }
    expect(leaves.size).toBe(total);
    expect(firsts).toBe(total);
    expect([...leaves.values()].every((indexes) => indexes.size === 1)).toBe(true);
  }

  const { rows: batches } = await api.pool.query<{ first: number; n: number; events: number }>(
    `SELECT b.first_index::int AS first, b.n, (SELECT count(*)::int FROM event e WHERE e.batch_id = b.batch_id) AS events
       FROM log_batch b WHERE b.log_id = 1 ORDER BY b.first_index`,
  );
  let next = 0;
  for (const [at, batch] of batches.entries()) {
    expect(batch.first).toBe(next);
    // the first batch is the statement of the notary key
    expect(batch.events).toBe(at === 0 ? 0 : batch.n);
    next += batch.n;
  }
  expect(next).toBe(total * 2 + 1);
  const { rows: head } = await api.pool.query<{ next: number }>('SELECT next_index::int AS next FROM log_head');
  expect(head[0]?.next).toBe(next);
  expect(await api.count('event')).toBe(total * 2);
  expect(await api.count('event_identity')).toBe(total * 4);
});

test('what one process registers the other knows within seconds', async () => {
  await api.organisation('late', ['9529999']);
  const body = epcisDocument([objectEvent({ readPoint: { id: 'https://id.gs1.org/414/9529999000015' } })]);
  await new Promise((resolve) => setTimeout(resolve, 3_100));
  for (const url of urls) expect((await capture(url, maker, body)).status).toBe(403);
});
