import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiHarness } from '../../testing/api-harness.js';
import { epcisDocument, objectEvent } from '../../testing/documents.js';

let api: ApiHarness;
let maker: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  await api.organisation('maker');
  maker = api.bearer({ roles: ['manufacturer'], organization: 'maker' });
});
afterAll(() => api?.stop());

/** Sends a head and nothing of its body; resolves with the head of the answer. */
function sendHead(lines: readonly string[]): Promise<string> {
  const { port, hostname } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setTimeout(5_000, () => reject(new Error(`No answer without the body; so far ${JSON.stringify(text)}.`)));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('close', () => resolve(text));
    socket.write(`${[...lines, 'Host: sealtrail'].join('\r\n')}\r\n\r\n`);
  });
}

describe('the token is checked before the body', () => {
  const body = ['Content-Type: application/json', 'Content-Length: 33000000'];

  test.each(['/epcis/v2/capture', '/epcis/v2/events', '/graphql'])('POST %s without a token', async (path) => {
    expect(await sendHead([`POST ${path} HTTP/1.1`, ...body])).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('and with a forged or an expired one', async () => {
    for (const options of [{ forged: true }, { expiresIn: -10 }]) {
      const token = api.bearer({ roles: ['admin'], ...options });
      expect(await sendHead(['POST /graphql HTTP/1.1', `Authorization: ${token}`, ...body])).toMatch(
        /^HTTP\/1\.1 401 /,
      );
    }
  });

  test('an address that is not there takes no body either', async () => {
    expect(await sendHead(['POST /nothing HTTP/1.1', ...body])).toMatch(/^HTTP\/1\.1 404 /);
  });

  test('public addresses stay open, but not for large bodies', async () => {
    for (const path of ['/health/live', '/metrics', '/log/trust', '/epcis/v2/contexts/none'])
      expect((await api.request(path)).status, path).not.toBe(401);
    const options = await api.request('/epcis/v2/capture', {
      method: 'OPTIONS',
      body: 'x'.repeat(100_000),
      headers: { 'content-type': 'application/json' },
    });
    expect([options.status, options.json.code]).toEqual([413, 'REQUEST_TOO_LARGE']);
    expect((await api.request('/epcis/v2/capture', { method: 'OPTIONS' })).status).toBe(204);
  });

  test('expired says when, forged does not say expired; the code is one', async () => {
    const exp = Math.floor(Date.now() / 1000) - 3600;
    const old = await api.request('/epcis/v2/events', { token: api.bearer({ roles: ['admin'], claims: { exp } }) });
    expect(old.json).toMatchObject({
      code: 'UNAUTHENTICATED',
      detail: `The access token expired at ${new Date(exp * 1000).toISOString()}; sign in again.`,
    });
    const forged = await api.request('/epcis/v2/events', { token: api.bearer({ roles: ['admin'], forged: true }) });
    expect(forged.json).toMatchObject({ code: 'UNAUTHENTICATED', detail: expect.stringContaining('signature') });
    const absurd = await api.request('/epcis/v2/events', {
      token: api.bearer({ roles: ['admin'], claims: { exp: -1e300 } }),
    });
    expect([absurd.status, absurd.json.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('sizes', () => {
  test('a document over GraphQL may have 33 MiB around it, no more', async () => {
    const answer = await api.graphql(maker, '{ me { username } }', { x: 'y'.repeat(33 * 1024 * 1024) });
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([413, 'CAPTURE_TOO_LARGE']);
  });

  test('an address or a header without end is a coded refusal', async () => {
    const long = await sendHead([`GET /epcis/v2/events/${'x'.repeat(20_000)} HTTP/1.1`]);
    expect(long).toMatch(/^HTTP\/1\.1 431 [^]*problem\+json/);
    expect(await sendHead(['GET /health/live HTTP/1.1', `X-Long: ${'x'.repeat(20_000)}`])).toMatch(/^HTTP\/1\.1 431 /);
    expect(await sendHead(['NONSENSE'])).toMatch(/^HTTP\/1\.1 400 [^]*problem\+json/);
  });
});

describe('media types', () => {
  const post = (contentType: string | undefined, body: string | Uint8Array) =>
    api.request('/epcis/v2/capture', {
      method: 'POST',
      token: maker,
      body: body as string,
      headers: contentType === undefined ? {} : { 'content-type': contentType },
    });

  test('415 names what came and what is taken', async () => {
    const xml = await post('application/xml', '<epcis/>');
    expect(xml).toMatchObject({ status: 415, json: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
    expect(xml.json.detail).toMatch(/application\/xml.*XML comes later.*application\/json or application\/ld\+json/);
    expect((await post('text/plain', 'x')).json.detail).toMatch(/"text\/plain"/);
    expect((await post(undefined, new TextEncoder().encode('{}'))).json.detail).toMatch(/no Content-Type/);
    expect((await post('nonsense', 'x')).json.detail).toMatch(/"nonsense".*application\/json/);
    const graphql = await api.request('/graphql', {
      method: 'POST',
      token: maker,
      body: 'x',
      headers: { 'content-type': 'text/plain' },
    });
    expect([graphql.status, graphql.json.errors[0].extensions.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test('406 names what was asked for and what is offered', async () => {
    const answer = await api.request('/epcis/v2/events', { token: maker, headers: { accept: 'application/xml' } });
    expect([answer.status, answer.json.code]).toEqual([406, 'NOT_ACCEPTABLE']);
    expect(answer.json.detail).toMatch(/"application\/xml".*application\/ld\+json.*XML comes later/);
  });

  test.each([
    ['', 'BAD_REQUEST', /no body/],
    ['[]', 'CAPTURE_INVALID', /./],
    ['"text"', 'CAPTURE_INVALID', /./],
    ['null', 'CAPTURE_INVALID', /./],
    ['{', 'JSON_SYNTAX', /line 1/],
  ])('the body %j is a coded error', async (body, code, detail) => {
    for (const path of ['/epcis/v2/capture', '/epcis/v2/events']) {
      const answer = await api.request(path, {
        method: 'POST',
        token: maker,
        body,
        headers: { 'content-type': 'application/json' },
      });
      expect([answer.status, answer.json.code]).toEqual([400, code]);
      expect(answer.json.detail).toMatch(detail);
    }
  });

  test.each([
    ['', /no body/],
    ['[{"query":"{ me { username } }"}]', /an array/],
    ['"{ me }"', /a string/],
    ['{', /not JSON/],
  ])('the GraphQL body %j is a coded error', async (body, message) => {
    const answer = await api.request('/graphql', {
      method: 'POST',
      token: maker,
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(answer.json.errors[0].message).toMatch(message);
  });

  test('and a good document is taken after all of it', async () => {
    expect((await api.capture(maker, epcisDocument([objectEvent()]))).json).toMatchObject({ success: true });
  });
});
