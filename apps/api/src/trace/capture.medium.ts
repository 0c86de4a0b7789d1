import { scanArraySpans } from '@sealtrail/bytes/strict-json';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiHarness } from '../testing/api-harness.js';
import { bareEvent, epcisDocument, objectEvent } from '../testing/documents.js';

let api: ApiHarness;
let maker: string;
let carrier: string;

beforeAll(async () => {
  api = await ApiHarness.start();
  await api.organisation('maker', ['9521321']);
  await api.organisation('carrier', ['9521987']);
  maker = api.bearer({ roles: ['manufacturer'], organization: 'maker' });
  carrier = api.bearer({ roles: ['logistics'], organization: 'carrier' });
});
afterAll(() => api?.stop());

/** Whatever a test does, the log has one leaf per event and one for the notary key, without gaps. */
async function expectSound(): Promise<void> {
  const { rows } = await api.pool.query(
    `SELECT (SELECT next_index FROM log_head)::int AS head, (SELECT sum(n) FROM log_batch)::int AS leaves, (SELECT count(*) FROM event)::int AS events,
            (SELECT count(*) FROM event_secret)::int AS secrets, (SELECT count(*) FROM event e WHERE NOT EXISTS (SELECT 1 FROM log_batch b WHERE b.batch_id = e.batch_id AND e.pos < b.n))::int AS orphans`,
  );
  const { head, leaves, events, secrets, orphans } = rows[0];
  expect({ leaves, secrets, orphans }).toEqual({ leaves: head, secrets: events, orphans: 0 });
  expect(events).toBe(head - 1);
}

const files = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(dir, entry.name)) : /\.jsonld$/.test(entry.name) ? [join(dir, entry.name)] : [],
  );

describe('published documents', () => {
  const documents = files(vectorsDir('gs1-epcis', 'JSON'));
  test('there are 47', () => expect(documents).toHaveLength(47));

  test.each(documents.map((path) => [path.slice(path.indexOf('JSON') + 5), path]))(
    '%s comes back byte for byte',
    async (_, path) => {
      const bytes = readFileSync(path);
      const answer = await api.capture(maker, bytes);
      expect(answer.json).toMatchObject({ success: true, running: false, errors: [] });
      expect(answer.status).toBe(202);
      const location = answer.headers.get('location') as string;
      const document = await api.request(`${location}/document`, { token: maker });
      expect(document.bytes.equals(bytes)).toBe(true);

      const value = JSON.parse(bytes.toString());
      const list =
        value.type === 'EPCISQueryDocument'
          ? ['epcisBody', 'queryResults', 'resultsBody', 'eventList']
          : ['epcisBody', 'eventList'];
      const spans = scanArraySpans(bytes, list);
      expect(answer.json.events).toHaveLength(spans.length);
      for (const [at, span] of spans.entries()) {
        const event = await api.request(`/epcis/v2/events/${encodeURIComponent(answer.json.events[at].eventID)}`, {
          token: maker,
        });
        expect(event.status).toBe(200);
        if (!answer.json.events[at].duplicate)
          expect(event.bytes.equals(bytes.subarray(span.start, span.end))).toBe(true);
      }
    },
  );

  test('sent again they change nothing', async () => {
    const before = await api.count('event');
    for (const path of documents) {
      const answer = await api.capture(maker, readFileSync(path));
      expect(answer.json).toMatchObject({ success: true, accepted: 0 });
      const document = await api.request(`${answer.headers.get('location')}/document`, { token: maker });
      expect(document.bytes.equals(readFileSync(path))).toBe(true);
    }
    expect(await api.count('event')).toBe(before);
    await expectSound();
  });
});

describe('one event', () => {
  test('is created, located and read back', async () => {
    const body = bareEvent(objectEvent({ eventID: 'urn:uuid:5d0e8d2e-3a64-4b6c-8a3e-0a6f5f0a0001' }));
    const send = () =>
      api.request('/epcis/v2/events', {
        method: 'POST',
        token: maker,
        body: `\n${body}\n`,
        headers: { 'content-type': 'application/json' },
      });
    const first = await send();
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({ status: 'RECORDED', duplicate: false });
    const read = await api.request(first.headers.get('location') as string, { token: maker });
    expect(read.bytes.toString()).toBe(body);
    expect(read.headers.get('link')).toContain('epcis-context.jsonld>; rel="http://www.w3.org/ns/json-ld#context"');
    expect((await send()).json).toMatchObject({ leafIndex: first.json.leafIndex, duplicate: true });
  });

  test('without eventID gets the hash URI of CBV 2.0', async () => {
    const { eventID: _, ...event } = objectEvent({ epcList: ['urn:epc:id:sgtin:0614141.107346.777'] });
    const answer = await api.request('/epcis/v2/events', {
      method: 'POST',
      token: maker,
      body: bareEvent(event),
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.json.eventID).toMatch(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
    expect(
      (await api.request(`/epcis/v2/events/${encodeURIComponent(answer.json.eventID)}`, { token: maker })).status,
    ).toBe(200);
  });
});

describe('duplicates and conflicts', () => {
  test('the same event sent by two organisations is two events', async () => {
    const document = epcisDocument([objectEvent()]);
    expect((await api.capture(maker, document)).json.accepted).toBe(1);
    expect((await api.capture(carrier, document)).json.accepted).toBe(1);
  });

  test('the same eventID with other content is a conflict, and nothing is taken', async () => {
    const event = objectEvent();
    await api.capture(maker, epcisDocument([event]));
    const before = await api.count('event');
    const answer = await api.capture(maker, epcisDocument([objectEvent(), { ...event, disposition: 'damaged' }]));
    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.json).toMatchObject({
      code: 'EVENT_ID_CONFLICT',
      type: 'epcisException:ResourceAlreadyExistsException',
      errors: [{ event: 2, field: '/eventID' }],
    });
    expect(await api.count('event')).toBe(before);
    const job = await api.request(answer.headers.get('location') as string, { token: maker });
    expect(job.json).toMatchObject({
      success: false,
      accepted: 0,
      eventCount: 2,
      errors: [{ event: 2, code: 'EVENT_ID_CONFLICT' }],
    });
  });

  test('in proceed mode the others are taken', async () => {
    const event = objectEvent();
    await api.capture(maker, epcisDocument([event]));
    const answer = await api.capture(
      maker,
      epcisDocument([objectEvent(), { ...event, disposition: 'damaged' }, event]),
      { 'GS1-Capture-Error-Behaviour': 'proceed' },
    );
    expect(answer.status).toBe(202);
    expect(answer.json).toMatchObject({
      success: false,
      accepted: 1,
      duplicates: 1,
      captureErrorBehaviour: 'proceed',
      errors: [{ event: 2 }],
    });
  });

  test('an error declaration repeats the eventID and is a new event', async () => {
    const event = objectEvent();
    await api.capture(maker, epcisDocument([event]));
    const declared = {
      ...event,
      errorDeclaration: { declarationTime: '2026-03-02T10:00:00Z', reason: 'did_not_occur' },
    };
    expect((await api.capture(maker, epcisDocument([declared]))).json).toMatchObject({ success: true, accepted: 1 });
    const wrong = await api.capture(maker, epcisDocument([{ ...declared, bizStep: 'receiving' }]));
    expect(wrong.json.code).toBe('EVENT_ID_CONFLICT');
  });

  test('twice in one document is once', async () => {
    const event = objectEvent();
    const answer = await api.capture(maker, epcisDocument([event, { ...event, recordTime: '2026-03-01T11:00:00Z' }]));
    expect(answer.json).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(answer.json.events[0].leafIndex).toBe(answer.json.events[1].leafIndex);
  });

  test('a storm of the same captures leaves each event once', async () => {
    const events = Array.from({ length: 20 }, () => objectEvent());
    const before = await api.count('event');
    const shuffled = (seed: number) =>
      events
        .map((event, at) => ({ event, key: (at * 7 + seed * 13) % 20 }))
        .sort((a, b) => a.key - b.key)
        .map(({ event }) => event);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, seed) => api.capture(maker, epcisDocument(shuffled(seed)))),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 202));
    expect(await api.count('event')).toBe(before + 20);
    const leaves = new Set(
      answers.flatMap((answer) =>
        answer.json.events.map(
          (event: { eventID: string; leafIndex: string }) => `${event.eventID} ${event.leafIndex}`,
        ),
      ),
    );
    expect(leaves.size).toBe(20);
    await expectSound();
  });
});

describe('bad input', () => {
  test('truncated JSON names line and column', async () => {
    const answer = await api.capture(maker, epcisDocument([objectEvent()]).slice(0, -20));
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      code: 'JSON_SYNTAX',
      type: 'epcisException:ValidationException',
      line: 1,
      column: expect.any(Number),
    });
  });

  test('another content type is 415', async () => {
    const answer = await api.capture(maker, '<epcis/>', { 'content-type': 'application/xml' });
    expect([answer.status, answer.json.code, answer.json.type]).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'epcisException:UnsupportedMediaTypeException',
    ]);
  });

  test('50 MB are 413', async () => {
    const answer = await api.capture(maker, `{"x":"${'y'.repeat(50_000_000)}"}`);
    expect([answer.status, answer.json.code, answer.json.type]).toEqual([
      413,
      'CAPTURE_TOO_LARGE',
      'epcisException:CaptureLimitExceededException',
    ]);
  });

  test('10,001 events are 413', async () => {
    const event = objectEvent();
    const answer = await api.capture(maker, epcisDocument(Array.from({ length: 10_001 }, () => event)));
    expect([answer.status, answer.json.code]).toEqual([413, 'CAPTURE_TOO_LARGE']);
  });

  test('an unknown event type, a missing field: event, field, rule and clause are named', async () => {
    const { action: _, ...incomplete } = objectEvent();
    const answer = await api.capture(
      maker,
      epcisDocument([objectEvent(), objectEvent({ type: 'TeleportEvent' }), incomplete]),
    );
    expect(answer.status).toBe(400);
    expect(answer.json.code).toBe('CAPTURE_INVALID');
    for (const number of [2, 3]) {
      const issue = answer.json.errors.find((each: { event: number }) => each.event === number);
      expect(issue).toMatchObject({
        field: expect.any(String),
        rule: expect.any(String),
        clause: expect.stringContaining('EPCIS'),
        message: expect.any(String),
      });
    }
  });

  test('a name twice around the events leaves open which are meant', async () => {
    const document = epcisDocument([objectEvent()]).replace('"epcisBody"', '"epcisBody":{"eventList":[]},"epcisBody"');
    const answer = await api.capture(maker, document);
    expect([answer.status, answer.json.code]).toEqual([400, 'JSON_DUPLICATE_KEY']);
  });

  test('deep nesting is refused', async () => {
    const deep = `${'['.repeat(200)}${']'.repeat(200)}`;
    const answer = await api.capture(maker, `{"type":"EPCISDocument","x":${deep}}`);
    expect([answer.status, answer.json.code]).toEqual([400, 'JSON_TOO_DEEP']);
  });

  test('what no index can hold is told, not crashed on', async () => {
    const answer = await api.capture(maker, epcisDocument([objectEvent({ eventID: `urn:x:${'y'.repeat(5000)}` })]));
    expect([answer.status, answer.json.errors[0].code]).toEqual([400, 'EPCIS_IDENTIFIER']);
  });

  test('an empty body, an empty object, a number', async () => {
    expect(
      (
        await api.request('/epcis/v2/capture', {
          method: 'POST',
          token: maker,
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(400);
    expect((await api.capture(maker, '{}')).json.code).toBe('CAPTURE_INVALID');
    expect((await api.capture(maker, '7')).status).toBe(400);
  });

  test("another organisation's GLN", async () => {
    const event = objectEvent({ readPoint: { id: 'https://id.gs1.org/414/9521987000015' } });
    const answer = await api.capture(maker, epcisDocument([event]));
    expect([answer.status, answer.json.code]).toEqual([403, 'GLN_NOT_YOURS']);
    expect(answer.json.errors[0]).toMatchObject({ event: 1, field: '/readPoint/id', code: 'GLN_NOT_YOURS' });
    expect((await api.capture(carrier, epcisDocument([event]))).status).toBe(202);
  });

  test('after all of it the log is sound', expectSound);
});

describe('limits of the interface', () => {
  test('10,000 events in one document are one batch', async () => {
    const events = Array.from({ length: 10_000 }, (_, at) =>
      objectEvent({ epcList: [`urn:epc:id:sgtin:0614141.207346.${at}`] }),
    );
    const answer = await api.capture(maker, epcisDocument(events));
    expect(answer.status).toBe(202);
    expect(answer.json).toMatchObject({ success: true, accepted: 10_000 });
    expect(BigInt(answer.json.events[9_999].leafIndex) - BigInt(answer.json.events[0].leafIndex)).toBe(9_999n);
    await expectSound();
  });

  test('discovery tells them', async () => {
    const answer = await api.request('/epcis/v2/capture', { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('gs1-epcis-capture-limit')).toBe('10000');
  });

  test('no Accept that we offer is 406; an unknown path is a problem too', async () => {
    expect(
      (await api.request('/epcis/v2/capture', { token: maker, headers: { accept: 'application/xml' } })).status,
    ).toBe(406);
    const missing = await api.request('/epcis/v2/nothing', { token: maker });
    expect([missing.status, missing.json.type]).toEqual([404, 'epcisException:NoSuchResourceException']);
  });

  test('jobs and events are paged', async () => {
    const first = await api.request('/epcis/v2/capture?perPage=3', { token: maker });
    expect(first.json).toHaveLength(3);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] as string;
    const second = await api.request(next, { token: maker });
    expect(second.json[0].captureID).not.toBe(first.json[2].captureID);
    const events = await api.request('/epcis/v2/events?perPage=2', { token: maker });
    expect(events.json).toMatchObject({ type: 'EPCISQueryDocument' });
    expect(events.json.epcisBody.queryResults.resultsBody.eventList).toHaveLength(2);
    expect((await api.request('/epcis/v2/events?EQ_bizStep=shipping', { token: maker })).json.type).toBe(
      'epcisException:QueryParameterException',
    );
  });
});

describe('crash in the middle', () => {
  test('a transaction that dies before its leaf indexes leaves nothing', async () => {
    await api.pool.query(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`,
    );
    await api.pool.query('CREATE TRIGGER die BEFORE UPDATE ON log_head FOR EACH ROW EXECUTE FUNCTION die()');
    const before = [
      await api.count('event'),
      await api.count('event_item'),
      await api.count('capture_job'),
      await api.count('event_identity'),
    ];
    const document = epcisDocument([objectEvent(), objectEvent()]);
    const answer = await api.capture(maker, document);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    await api.pool.query('DROP TRIGGER die ON log_head');
    expect([
      await api.count('event'),
      await api.count('event_item'),
      await api.count('capture_job'),
      await api.count('event_identity'),
    ]).toEqual(before);
    expect((await api.capture(maker, document)).json).toMatchObject({ success: true, accepted: 2 });
    await expectSound();
  });
});
