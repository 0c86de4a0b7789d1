import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPO_ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Folder with the public test vectors (`SEALTRAIL_VECTORS`, default `../shared/vectors` beside the project).
 * @throws Error with one sentence when it is absent: a test without its vectors must fail, not pass.
 */
export function vectorsDir(...parts: string[]): string {
  const dir = resolve(REPO_ROOT, process.env['SEALTRAIL_VECTORS'] ?? '../shared/vectors', ...parts);
  if (!existsSync(dir)) {
    throw new Error(`Public test vectors not found at ${dir}: set SEALTRAIL_VECTORS to the folder that holds them.`);
  }
  return dir;
}
