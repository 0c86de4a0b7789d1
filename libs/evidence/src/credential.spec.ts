import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import { isJsonObject, type JsonObject } from '@sealtrail/bytes/json';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import { utf8 } from '@sealtrail/bytes/utf8';
import { createNativeSigner } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite as suite } from '@sealtrail/crypto/native-suite';
import { parseJws } from '@sealtrail/sdjwt/jws';
import { verifySdJwt } from '@sealtrail/sdjwt/verify';
import { vectorsDir } from '@sealtrail/testkit/vectors';
import { expect, test } from 'vitest';
import {
  credentialPayload,
  issuedAt,
  issueEventCredential,
  logEntry,
  presentCredential,
  rebuildDisclosures,
  type EventEnvelope,
} from './credential.js';
import { issueKeyStatement, keyThumbprint, openKeyStatement } from './key-statement.js';

const { sha256 } = suite;
const notary = createNativeSigner(sha256(utf8('notary')));
const secret = sha256(utf8('secret'));
const envelope: EventEnvelope = {
  captured: sha256(utf8('bytes')),
  capturedBy: 'aurelia',
  eventID: 'urn:uuid:1',
  recordTime: '2026-11-22T20:15:00.123Z',
};
const common = { sha256, origin: 'log.example', kid: 'k', sign: notary.sign, envelope, secret };

/** Every event of the published EPCIS documents. */
function publishedEvents(): JsonObject[] {
  const dir = vectorsDir('gs1-epcis', 'JSON');
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.json(ld)?$/.test(name))
    .flatMap((name) => {
      const body = (parseStrictJson(readFileSync(join(dir, name)), { onDuplicateName: () => undefined }) as JsonObject)[
        'epcisBody'
      ];
      const list = isJsonObject(body) ? (body['eventList'] ?? body['event']) : undefined;
      return (Array.isArray(list) ? list : [list]).filter(isJsonObject);
    });
}

test('every published event goes into a credential and comes back unchanged', () => {
  const events = publishedEvents();
  expect(events.length).toBeGreaterThan(50);
  for (const event of events) {
    const credential = issueEventCredential({ ...common, event });
    const { claims, hidden, header } = verifySdJwt(suite, presentCredential(credential), {
      alg: 'EdDSA',
      publicKey: notary.publicKey,
    });
    expect(hidden).toBe(0);
    expect(header).toEqual({ alg: 'EdDSA', kid: 'k', typ: 'sealtrail-event+sd-jwt' });
    expect(canonicalJson(claims['event'] as JsonObject)).toBe(canonicalJson(event));
    expect(claims).toMatchObject({
      iss: 'log.example',
      iat: issuedAt(envelope.recordTime),
      capturedBy: 'aurelia',
      eventID: 'urn:uuid:1',
      recordTime: envelope.recordTime,
    });
    expect(rebuildDisclosures(sha256, event, envelope, secret)).toEqual(credential.disclosures);
    expect(parseJws(credential.jwt).payload).toEqual(credentialPayload(sha256, { ...common, event }).payload);
  }
});

test('nothing of the event is readable in what is signed, but the number of its items', () => {
  const event: JsonObject = {
    type: 'ObjectEvent',
    action: 'ADD',
    epcList: ['urn:epc:id:sgtin:1.2.3', 'urn:epc:id:sgtin:1.2.4'],
    bizStep: 'shipping',
    'ext:note': 'secret words',
  };
  const { jwt, disclosures } = issueEventCredential({ ...common, event });
  const { payload } = parseJws(jwt);
  expect(Object.keys(payload).sort()).toEqual(['_sd', '_sd_alg', 'event', 'iat', 'iss']);
  expect(payload['event']).toEqual({
    _sd: expect.any(Array),
    epcList: [{ '...': expect.any(String) }, { '...': expect.any(String) }],
  });
  expect(canonicalJson(payload)).not.toMatch(/sgtin|shipping|secret words|aurelia/);
  expect(disclosures).toHaveLength(4 + 4 + 2);
  const salts = disclosures.map((each) => (JSON.parse(Buffer.from(each, 'base64url').toString()) as string[])[0]);
  expect(new Set(salts).size).toBe(10);
});

test('another secret, another entry of the log', () => {
  const event: JsonObject = { type: 'ObjectEvent' };
  const first = issueEventCredential({ ...common, event });
  const second = issueEventCredential({ ...common, event, secret: sha256(secret) });
  expect(logEntry(sha256, first.jwt)).toHaveLength(32);
  expect(logEntry(sha256, first.jwt)).not.toEqual(logEntry(sha256, second.jwt));
  expect(logEntry(sha256, first.jwt)).toEqual(logEntry(sha256, issueEventCredential({ ...common, event }).jwt));
});

test('what cannot be committed to is refused', () => {
  const code = (code: string) => expect.objectContaining({ code });
  const issue = (event: JsonObject, change: Partial<EventEnvelope> = {}) =>
    issueEventCredential({ ...common, event, envelope: { ...envelope, ...change } });
  expect(() => issue({ 'ext:n': 2 ** 53 })).toThrow(code('JSON_NUMBER'));
  expect(() => issue({ _sd: 1 })).toThrow(code('SDJWT_BAD_DISCLOSURE'));
  expect(() => issue({}, { recordTime: '2026-11-22T20:15:00Z' })).toThrow(code('BAD_REQUEST'));
  expect(() => issue({}, { captured: new Uint8Array(31) })).toThrow(code('BAD_REQUEST'));
});

test('a key statement opens under its own log key and origin alone', () => {
  const logKey = createNativeSigner(sha256(utf8('log')));
  const statement = issueKeyStatement(sha256, { origin: 'log.example', notaryKey: notary.publicKey, iat: 1, logKey });
  expect(openKeyStatement(suite, statement, { origin: 'log.example', publicKey: logKey.publicKey })).toEqual({
    origin: 'log.example',
    kid: keyThumbprint(sha256, notary.publicKey),
    notaryKey: notary.publicKey,
  });
  expect(() => openKeyStatement(suite, statement, { origin: 'other', publicKey: logKey.publicKey })).toThrow(
    /expected other/,
  );
  expect(() => openKeyStatement(suite, statement, { origin: 'log.example', publicKey: notary.publicKey })).toThrow(
    /does not hold/,
  );
});

test('the thumbprint is that of RFC 8037 appendix A.3', () => {
  const key = Buffer.from('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', 'base64url');
  expect(keyThumbprint(sha256, new Uint8Array(key))).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});
