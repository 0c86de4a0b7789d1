// Event credentials issued (14 disclosures, signed) against one bare Ed25519 signature.
import { createNativeSigner } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { issueEventCredential } from '../dist/credential.js';
import { SAMPLE_EVENT } from '../dist/sample-evidence.js';

const { sha256 } = nativeSuite;
const { sign } = createNativeSigner(new Uint8Array(32).fill(1));
const envelope = {
  captured: new Uint8Array(32),
  capturedBy: 'aurelia',
  eventID: 'urn:uuid:1',
  recordTime: '2026-11-22T08:15:30.123Z',
};
const secret = new Uint8Array(32);
const message = new Uint8Array(800);

function perSecond(run) {
  for (let i = 0; i < 500; i++) run(i);
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < 700; count++) run(count);
  return count / ((performance.now() - started) / 1000);
}

const baseline = perSecond(() => sign(message));
const value = perSecond((i) => {
  new DataView(secret.buffer).setUint32(0, i);
  issueEventCredential({ sha256, origin: 'log.example', kid: 'k', sign, event: SAMPLE_EVENT, envelope, secret });
});
console.log(
  JSON.stringify({
    name: 'issue-credential',
    value: Math.round(value),
    unit: 'events/s',
    baseline: Math.round(baseline),
    of: 'Ed25519 sign',
    ratio: Number((value / baseline).toFixed(2)),
  }),
);
