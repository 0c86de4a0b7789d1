// Leaves integrated per second (read, hashed, tiled, committed) against bare hashing of as many leaves and nodes with node:crypto.
// node apps/api/bench/integrate.bench.mjs [leaves]   (build first: npx tsc -b apps/api libs/testkit)
import { createHash } from 'node:crypto';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { startTestDatabase } from '@sealtrail/testkit/database';
import pg from 'pg';
import { integrateChunk } from '../dist/ledger/integrate.js';
import { recordLeaves, startLog } from '../dist/ledger/ledger-testkit.js';

const leaves = Number(process.argv[2] ?? 200_000);
const database = await startTestDatabase({ durable: true });
const pool = new pg.Pool({ connectionString: database.url });
try {
  await startLog(pool);
  for (let n = 0; n < leaves; n += 1000) await recordLeaves(pool, 1000);
  // a tree of n leaves takes n hashes of leaves (33 bytes) and n - 1 of nodes (65 bytes)
  const leaf = Buffer.alloc(33);
  const node = Buffer.alloc(65, 1);
  let began = performance.now();
  for (let i = 0; i < leaves; i++) {
    createHash('sha256').update(leaf).digest();
    createHash('sha256').update(node).digest();
  }
  const baseline = Math.round((leaves / (performance.now() - began)) * 1000);
  began = performance.now();
  for (;;) if (!(await integrateChunk(pool, nativeSuite)).mayHaveMore) break;
  const value = Math.round((leaves / (performance.now() - began)) * 1000);
  console.log(
    JSON.stringify({
      name: 'integrate',
      value,
      unit: 'leaves/s',
      baseline,
      ratio: Number((value / baseline).toFixed(3)),
    }),
  );
} finally {
  await pool.end();
  await database.stop();
}
process.exit(0);
