import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './home-files.js';
import { Part, type PartEvents } from './part.js';
import { ROOT } from './settings.js';

/** `seed.json`: whether the demo world was wanted, and whether it is complete. */
const markerOf = (home: string): string => join(home, 'seed.json');

/** True until the demo world is complete, or declined with `--empty` at the first start. */
export const needsSeed = (home: string): boolean => !existsSync(markerOf(home));

/** Remembers that there is nothing more to seed. */
export function markSeeded(home: string, demo: boolean, at: Date): void {
  writeDurably(markerOf(home), `${JSON.stringify({ demo, finishedAt: at.toISOString() })}\n`);
}

/**
 * Runs the seeder, which captures the demo world through the public API, or with `events: false` only registers the
 * organisations of the demo accounts. It may run again after an interruption:
 * a capture sent twice changes nothing.
 */
export async function seed(
  events: boolean,
  env: Readonly<Record<string, string>>,
  home: string,
  part: (seeder: Part) => void,
  reports: PartEvents,
): Promise<void> {
  const seeder = new Part(
    {
      name: 'seed',
      args: [join(ROOT, 'prisma/seed/dist/main.js'), ...(events ? [] : ['--parties'])],
      env,
      cwd: ROOT,
      heapMb: 256,
      readyMs: 300_000,
    },
    join(home, 'logs', 'seed.log'),
    reports,
  );
  part(seeder);
  await seeder.runToEnd();
}
