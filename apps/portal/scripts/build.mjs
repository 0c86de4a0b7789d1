#!/usr/bin/env node
/** `next build`, then what the standalone server needs beside it: static files, public files, the service worker. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const portal = path.join(import.meta.dirname, '..');
const dist = process.env.PORTAL_DIST_DIR ?? '.next';
const next = path.join(path.dirname(createRequire(import.meta.url).resolve('next/package.json')), 'dist/bin/next');
const built = spawnSync(process.execPath, [next, 'build'], {
  cwd: portal,
  stdio: 'inherit',
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
});
if (built.status !== 0) process.exit(built.status ?? 1);

const standalone = path.join(portal, dist, 'standalone/apps/portal');
const staticTarget = path.join(standalone, dist, 'static');
cpSync(path.join(portal, dist, 'static'), staticTarget, { recursive: true });
const publicTarget = path.join(standalone, 'public');
mkdirSync(publicTarget, { recursive: true });
if (existsSync(path.join(portal, 'public'))) cpSync(path.join(portal, 'public'), publicTarget, { recursive: true });

// Scripts, styles and the one font file that Latin text needs: everything Verify can ask for, worker included.
const assets = readdirSync(staticTarget, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => /\.(?:js|css)$/.test(name) || /inter-latin-wght.*\.woff2$/.test(name))
  .filter((name) => !/Manifest\.js$/.test(name))
  .sort()
  .map((name) => `/_next/static/${name.split('/').map(encodeURIComponent).join('/')}`)
  .concat('/icon.svg');
const source = readFileSync(path.join(portal, 'src/offline/service-worker.js'), 'utf8');
const version = createHash('sha256').update(source).update(assets.join('\n')).digest('hex').slice(0, 16);
writeFileSync(
  path.join(publicTarget, 'sw.js'),
  source.replace('__VERSION__', version).replace('__ASSETS__', JSON.stringify(assets)),
);
console.log(`service worker ${version}: ${assets.length} files kept for offline use`);
