#!/usr/bin/env node
/**
 * Starts the built portal on 127.0.0.1:PORTAL_PORT. Tells its parent `{type: 'ready'}` once it answers, and ends
 * within a second on SIGTERM, SIGINT or when the parent goes away.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = process.env.PORTAL_DIST_DIR ?? '.next';
const server = path.join(import.meta.dirname, dist, 'standalone/apps/portal/server.js');
if (!existsSync(server)) {
  console.error('The portal is not built: run `npm run build -w @sealtrail/portal` first.');
  process.exit(1);
}
const port = process.env.PORTAL_PORT ?? '3000';
process.env.PORT = port;
process.env.HOSTNAME = '127.0.0.1';
process.env.NEXT_TELEMETRY_DISABLED = '1';
// Open event streams would hold a graceful shutdown; ours is below.
process.env.NEXT_MANUAL_SIG_HANDLE = 'true';
if ((process.env.SESSION_SECRET ?? '').length < 32) {
  process.env.SESSION_SECRET = randomBytes(32).toString('hex');
  console.error('SESSION_SECRET is not set (32 characters or more): sessions end when this process ends.');
}

const stop = () => process.exit(0);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', stop);

await import(pathToFileURL(server).href);

const deadline = Date.now() + 30_000;
for (;;) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
  if (answer?.ok) break;
  if (Date.now() > deadline) {
    console.error(`The portal did not answer on port ${port} within 30 s.`);
    process.exit(1);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
}
process.send?.({ type: 'ready' });
