/**
 * Process between the supervisor and PostgreSQL: starts the server, says so, and stops it when told to or when the
 * supervisor is gone. So a killed supervisor never leaves a database behind.
 */
import { startEmbeddedPostgres } from './embedded-postgres.js';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
}

async function main(): Promise<void> {
  const server = await startEmbeddedPostgres({
    dataDir: required('GUARDIAN_DATA_DIR'),
    logFile: required('GUARDIAN_LOG_FILE'),
    port: Number(required('POSTGRES_PORT')),
    password: required('GUARDIAN_PASSWORD'),
    database: 'sealtrail',
  });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await server.stop(1_200);
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('disconnect', () => void stop());
  void server.exited.then(() => {
    if (!stopping) process.exit(1);
  });
  process.send?.({ type: 'ready' });
  // the supervisor may have gone while the server started
  if (process.send && !process.connected) await stop();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
