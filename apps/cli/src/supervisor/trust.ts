import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeDurably } from './home-files.js';

/**
 * Keeps the trust roots of this platform (`GET /log/trust`) in `trust.json`, for `sealtrail verify` without a server.
 * @returns what happened; `changed` means that a verifier who pinned the old roots will refuse the new ones.
 */
export async function keepTrustRoots(
  api: string,
  home: string,
  patienceMs: number,
): Promise<'kept' | 'written' | 'changed' | 'missing'> {
  const file = join(home, 'trust.json');
  for (const deadline = Date.now() + patienceMs; ; await sleep(200)) {
    const text = await fetchText(`${api}/log/trust`);
    if (text !== undefined) {
      const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
      if (before === text) return 'kept';
      writeDurably(file, text);
      return before === undefined ? 'written' : 'changed';
    }
    if (Date.now() > deadline) return 'missing';
  }
}

async function fetchText(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
