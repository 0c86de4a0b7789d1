import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { readConfig } from './config.js';
import { type Identity, startIdentity } from './start.js';

let identity: Identity | undefined;
let stopping = false;

/** Ends the process within two seconds, whatever hangs. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), 1800).unref();
  await identity?.close();
  process.exit(0);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// The parent is gone: without it nobody would stop us.
process.on('disconnect', stop);

try {
  identity = await startIdentity(readConfig(process.env));
  console.log(`identity ready ${identity.issuer}`);
  process.send?.({ type: 'ready' });
} catch (error) {
  // Expected causes are one sentence; anything else is a bug and keeps its stack.
  console.error(isSealtrailError(error) ? error.message : error);
  process.exit(1);
}
