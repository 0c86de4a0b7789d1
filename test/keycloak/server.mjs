import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keycloakFolder, realmFile } from './distribution.mjs';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a real Keycloak in development mode with our realm, in a throw-away folder on a free port. */
export async function startKeycloak(log = console.log) {
  const folder = await keycloakFolder(log);
  const home = await mkdtemp(join(tmpdir(), 'sealtrail-keycloak-'));
  // Its own copy: development mode rebuilds and writes its database inside the folder.
  await cp(folder, home, { recursive: true });
  await rm(join(home, 'data'), { recursive: true, force: true });
  await mkdir(join(home, 'data/import'), { recursive: true });
  await writeFile(join(home, 'data/import/sealtrail-realm.json'), await realmFile());

  const [port, managementPort] = [await freePort(), await freePort()];
  const admin = { username: 'admin', password: randomBytes(12).toString('hex') };
  const output = [];
  const started = Date.now();
  const child = spawn(
    'bash',
    [
      join(home, 'bin/kc.sh'),
      'start-dev',
      '--import-realm',
      '--http-host=127.0.0.1',
      `--http-port=${port}`,
      `--http-management-port=${managementPort}`,
      '--health-enabled=true',
    ],
    {
      env: {
        ...process.env,
        KC_BOOTSTRAP_ADMIN_USERNAME: admin.username,
        KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password,
        JAVA_OPTS_KC_HEAP: '-Xms128m -Xmx640m',
      },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let exited = false;
  child.once('exit', () => (exited = true));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(String(data)));

  const stop = async () => {
    // The launcher is a shell around Java: the signal goes to both.
    for (const signal of ['SIGTERM', 'SIGKILL']) {
      if (exited) break;
      try {
        process.kill(-child.pid, signal);
      } catch {
        break;
      }
      for (let i = 0; i < 100 && !exited; i++) await sleep(100);
    }
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };

  const url = `http://localhost:${port}`;
  for (;;) {
    const answer = await fetch(`${url}/realms/sealtrail`).catch(() => undefined);
    if (answer?.ok) break;
    if (exited || Date.now() - started > 240_000) {
      await stop();
      throw new Error(`Keycloak did not start. Its output:\n${output.join('').slice(-4000)}`);
    }
    await sleep(500);
  }
  log(`keycloak ready on ${url} after ${Math.round((Date.now() - started) / 1000)} s`);
  return { url, admin, stop, output };
}
