import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';

/**
 * Makes the data directory and marks it as used by this process.
 * A mark left by a process that is gone is taken over. Answers how to lift it.
 * @throws SealtrailError CHAIN_NODE_START when another node uses it, or it cannot be written
 */
export function lockDataDirectory(directory: string): () => void {
  const path = join(directory, 'node.lock');
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (let attempt = 0; ; attempt++) {
      try {
        writeFileSync(path, String(process.pid), { flag: 'wx' });
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 2) throw error;
        const owner = Number(readFileSync(path, 'utf8'));
        if (owner !== process.pid && isRunning(owner)) {
          throw new SealtrailError(
            'CHAIN_NODE_START',
            `The data directory ${directory} is in use by process ${owner}: stop that node or choose another --datadir.`,
            { owner },
          );
        }
        unlinkSync(path);
      }
    }
  } catch (cause) {
    if (cause instanceof SealtrailError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new SealtrailError(
      'CHAIN_NODE_START',
      `The data directory ${directory} cannot be written (${code}): check its owner and free space.`,
      {},
      { cause },
    );
  }
  return () => {
    try {
      if (readFileSync(path, 'utf8') === String(process.pid)) unlinkSync(path);
    } catch {
      // Already gone: nothing to lift.
    }
  };
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    // Empty for a process that has ended but was not yet collected by its parent.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return true;
  }
}
