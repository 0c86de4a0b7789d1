// Evidence files verified in full (anchored, four validators) against one bare Ed25519 verification.
import { publicKey, sign } from '@sealtrail/crypto/ed25519';
import { nativeSuite as suite } from '@sealtrail/crypto/native-suite';
import { sampleEvidence } from '../dist/sample-evidence.js';
import { verifyEvidence } from '../dist/verify-evidence.js';

const { text, trust } = await sampleEvidence({ suite });
const seed = new Uint8Array(32).fill(1);
const message = new Uint8Array(800);
const [key, signature] = [publicKey(seed), sign(seed, message)];

function perSecond(run) {
  for (let i = 0; i < 30; i++) run();
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < 1000; count++) run();
  return count / ((performance.now() - started) / 1000);
}

const baseline = perSecond(() => suite.verifyEd25519(key, message, signature));
const value = perSecond(() => {
  if (verifyEvidence(text, { suite, trust }).verdict !== 'valid') throw new Error('the sample does not verify');
});
console.log(
  JSON.stringify({
    name: 'verify-evidence',
    value: Math.round(value),
    unit: 'files/s',
    baseline: Math.round(baseline),
    of: 'Ed25519 verify',
    ratio: Number((value / baseline).toFixed(4)),
  }),
);
