import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Path below the root. */
export const at = (...parts) => join(ROOT, ...parts);

/** The data folder: `SEALTRAIL_HOME`, default `.sealtrail` in the repository. */
export const home = () => resolve(ROOT, process.env.SEALTRAIL_HOME || '.sealtrail');
