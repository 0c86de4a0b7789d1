// Events audited per minute on one connection, against the bare verification of as many Ed25519 signatures.
// node libs/auditor/bench/fsck.bench.mjs [events]   (build first: npx tsc -b libs/auditor libs/testkit)
import { createNativeSigner } from '@sealtrail/crypto/native-ed25519';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { startTestDatabase } from '@sealtrail/testkit/database';
import pg from 'pg';
import { fsck } from '../dist/fsck.js';
import { makeSampleLog } from '../dist/sample-log.js';

const events = Number(process.argv[2] ?? 20_000);
const database = await startTestDatabase();
const client = new pg.Client({ connectionString: database.url });
await client.connect();
try {
  const trust = await makeSampleLog(client, events, 100);
  const signer = createNativeSigner(new Uint8Array(32).fill(7));
  const message = new Uint8Array(700).fill(1);
  const signature = signer.sign(message);
  const verifications = Math.min(events, 5_000);
  let began = performance.now();
  for (let i = 0; i < verifications; i++) nativeSuite.verifyEd25519(signer.publicKey, message, signature);
  const baseline = Math.round((verifications / (performance.now() - began)) * 60_000);
  began = performance.now();
  const { findings } = await fsck({ client, suite: nativeSuite, trust });
  if (findings.length > 0) throw new Error(`the sample log is damaged: ${JSON.stringify(findings[0])}`);
  const value = Math.round((events / (performance.now() - began)) * 60_000);
  console.log(
    JSON.stringify({ name: 'fsck', value, unit: 'events/min', baseline, ratio: Number((value / baseline).toFixed(3)) }),
  );
} finally {
  await client.end();
  await database.stop();
}
process.exit(0);
