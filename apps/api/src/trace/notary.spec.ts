import { utf8 } from '@sealtrail/bytes/utf8';
import { createNativeSigner } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { credentialPayload, logEntry, rebuildDisclosures } from '@sealtrail/evidence/credential';
import { parseJws, verifyJws } from '@sealtrail/sdjwt/jws';
import { resolveDisclosures } from '@sealtrail/sdjwt/verify';
import { expect, test } from 'vitest';
import type { LogService } from '../ledger/log.service.js';
import { Notary, type NotarisedEvent, type NotaryInput } from './notary.js';

const key = createNativeSigner(nativeSuite.sha256(utf8('notary')));
const origin = 'log.example/notary';
// Threads need compiled code, so these work in this one; the bytes between them are the same.
const newNotary = (): Notary => new Notary({ origin, notary: key, notaryKid: 'kid' } as LogService);
const recordedAt = Date.UTC(2026, 0, 31);

function input(number: number, extra = ''): NotaryInput {
  const payload = utf8(`{"type": "ObjectEvent", "epcList": ["urn:x:${number}", "urn:x:é"]${extra}}`);
  return { payload, eventId: `urn:id:${number}`, capturedBy: `org-${number % 3}`, recordedAt: recordedAt + number };
}

function expectHolds({ payload, eventId, capturedBy, recordedAt: at }: NotaryInput, result: unknown): void {
  const { credential, entry, secret } = result as NotarisedEvent;
  const jwt = Buffer.from(credential).toString('latin1');
  const event = JSON.parse(Buffer.from(payload).toString());
  const envelope = {
    captured: nativeSuite.sha256(payload),
    capturedBy,
    eventID: eventId,
    recordTime: new Date(at).toISOString(),
  };
  const jws = parseJws(jwt);
  verifyJws(nativeSuite, jws, { alg: 'EdDSA', publicKey: key.publicKey });
  expect(Buffer.from(entry)).toEqual(Buffer.from(logEntry(nativeSuite.sha256, jwt)));
  // What an audit derives with portable conversions alone is what was signed.
  expect(jws.payload).toEqual(credentialPayload(nativeSuite.sha256, { origin, event, envelope, secret }).payload);
  const disclosures = rebuildDisclosures(nativeSuite.sha256, event, envelope, secret);
  expect(resolveDisclosures(nativeSuite.sha256, jws.payload, disclosures).claims).toMatchObject({ event });
}

test('documents of any size get their own credentials, in order, and no secret twice', async () => {
  const notary = newNotary();
  const documents = [1, 300, 0, 1, 129].map((size, at) => Array.from({ length: size }, (_, i) => input(at * 1000 + i)));
  const results = await Promise.all(documents.map((inputs) => notary.notarise(inputs)));
  expect(results.map((each) => each.length)).toEqual([1, 300, 0, 1, 129]);
  for (const [at, inputs] of documents.entries()) inputs.forEach((each, i) => expectHolds(each, results[at]?.[i]));
  const secrets = results.flat().map((each) => Buffer.from((each as NotarisedEvent).secret).toString('hex'));
  expect(new Set(secrets).size).toBe(431);
});

test('an event that cannot be sealed says why and costs the others nothing', async () => {
  const inputs = [input(1), input(2, ',"x:n": 9007199254740993'), input(3, ',"x": {"_sd": []}'), input(4)];
  const results = await newNotary().notarise(inputs);
  expect(results[1]).toMatchObject({ code: 'JSON_NUMBER' });
  expect(results[2]).toMatchObject({ code: 'SDJWT_BAD_DISCLOSURE' });
  for (const at of [0, 3]) expectHolds(inputs[at] as NotaryInput, results[at]);
});

test('a bug that one event brings to light fails its document alone', async () => {
  const notary = newNotary();
  const broken = notary.notarise([input(1), { ...input(2), recordedAt: Number.NaN }]);
  const sound = notary.notarise([input(3)]);
  await expect(broken).rejects.toThrow('RangeError');
  expectHolds(input(3), (await sound)[0]);
});
