import { isSealtrailError } from '@sealtrail/errors/sealtrail-error';
import { Console } from './console.js';
import { dropLock, markLock, takeLock } from './lock.js';
import { Platform } from './platform.js';
import { checkPorts, prepareHome } from './preflight.js';
import { starterPid, startTimeOf } from './process-info.js';
import { portalUrl, readSettings, whereaboutsOf } from './settings.js';

/**
 * The supervisor behind `npm start`: one per data folder. Prints one line on standard output when everything is
 * ready, keeps the parts alive, and stops them on Ctrl-C, SIGTERM, a closed terminal, or when npm is gone.
 * Ends the process itself.
 */
export async function main(args: readonly string[]): Promise<void> {
  const out = new Console();
  try {
    await supervise(args, out);
  } catch (error) {
    if (!isSealtrailError(error)) throw error;
    const tail = error.data['tail'];
    out.failed(error.message, Array.isArray(tail) ? (tail as string[]) : []);
    process.exit(1);
  }
}

async function supervise(args: readonly string[], out: Console): Promise<void> {
  const settings = readSettings(process.env, args);
  prepareHome(settings.home);
  const { unclean } = await takeLock(settings.home, whereaboutsOf(settings));
  let code = 0;
  const platform = new Platform(settings, out, (error) => {
    out.failed(error.message, error.data['tail'] as string[]);
    code = 1;
    void stop();
  });
  let stopping = false;
  const stop = async (why?: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    if (why) out.note(why);
    out.doing('Stopping');
    markLock(settings.home, 'stopping');
    await platform.stop();
    dropLock(settings.home);
    out.done('Stopped');
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  endWithParent(() => void stop('What started Sealtrail is gone.'));
  // a closed pipe must not end the supervisor before its parts
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void stop());
  try {
    await checkPorts(settings, unclean ? 8_000 : 1_000);
    await platform.start();
  } catch (error) {
    // what fails while everything is being stopped is no news
    if (stopping) return new Promise(() => undefined);
    stopping = true;
    await platform.stop();
    dropLock(settings.home);
    throw error;
  }
  if (stopping) return;
  markLock(settings.home, 'ready');
  process.stdout.write(`sealtrail ready ${portalUrl(settings)}\n`);
}

/** npm does not pass on its own violent death: then this process would live on unseen. */
function endWithParent(end: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const starter = starterPid();
  const startTime = startTimeOf(starter);
  setInterval(() => {
    if (startTimeOf(starter) !== startTime) end();
  }, 250).unref();
}
