// Leaves integrated into a compact range against bare SHA-256 of 65 bytes: a leaf costs two hashes.
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { CompactRange } from '../dist/compact-range.js';
import { leafHash } from '../dist/hashing.js';

const { sha256 } = nativeSuite;
const LEAVES = 100_000;
const entry = new Uint8Array(32);
const node = new Uint8Array(65);

function perSecond(count, run) {
  run();
  const started = performance.now();
  run();
  return count / ((performance.now() - started) / 1000);
}

const baseline = perSecond(LEAVES, () => {
  for (let i = 0; i < LEAVES; i++) sha256(node);
});
const value = perSecond(LEAVES, () => {
  const range = new CompactRange(sha256);
  for (let i = 0; i < LEAVES; i++) range.append(leafHash(sha256, entry));
  range.root();
});
console.log(
  JSON.stringify({
    name: 'merkle-append',
    value: Math.round(value),
    unit: 'leaves/s',
    baseline: Math.round(baseline),
    of: 'SHA-256 of 65 bytes',
    ratio: Number((value / baseline).toFixed(2)),
  }),
);
