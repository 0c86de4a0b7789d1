import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { step } from './progress.mjs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of the portal tests: `CHROMIUM_PATH`, or Debian's chromium, which root may install. */
export const browserPath = () => [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path));

/** Sees to a browser. Without one the browser tests fail, they are never skipped; this says why beforehand. */
export async function ensureBrowser() {
  if (browserPath()) return;
  const apt = ['/usr/bin/apt-get', '/bin/apt-get'].find((path) => existsSync(path));
  if (process.getuid?.() === 0 && apt) {
    await step('Installing chromium for the browser tests', () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      spawnSync(apt, ['update', '-qq'], { env, stdio: 'ignore' });
      spawnSync(apt, ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
        env,
        stdio: 'ignore',
      });
    });
  }
  if (!browserPath()) {
    console.error(
      'There is no chromium for the browser tests, so they will FAIL: install it (as root: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
}
