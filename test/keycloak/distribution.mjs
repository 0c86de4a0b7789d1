import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The version the realm file was proven with; KEYCLOAK_VERSION takes another. */
const VERSION = process.env.KEYCLOAK_VERSION ?? '26.7.3';
const REPOSITORY = process.env.MAVEN_REPOSITORY ?? 'https://repo.maven.apache.org/maven2';

/**
 * Folder of an unpacked Keycloak: `KEYCLOAK_DIST` (a folder, or its .tar.gz) or the distribution from Maven Central,
 * kept below SEALTRAIL_HOME. Throws one sentence when neither can be had.
 */
export async function keycloakFolder(log = console.log) {
  const given = process.env.KEYCLOAK_DIST;
  if (given !== undefined && existsSync(join(given, 'bin/kc.sh'))) return resolve(given);
  if (given !== undefined && !existsSync(given))
    throw new Error(`KEYCLOAK_DIST points at ${given}, where there is nothing.`);

  const cache = join(resolve(process.env.SEALTRAIL_HOME ?? join(ROOT, '.sealtrail')), 'cache', 'keycloak');
  const target = join(
    cache,
    given === undefined ? VERSION : `given-${createHash('sha256').update(resolve(given)).digest('hex').slice(0, 12)}`,
  );
  if (existsSync(join(target, 'bin/kc.sh'))) return target;
  await mkdir(cache, { recursive: true });
  const archive = given ?? (await download(cache, log));
  const unpacked = await mkdtemp(join(cache, 'unpack-'));
  await run('tar', ['xzf', archive, '-C', unpacked]);
  const [folder] = await readdir(unpacked);
  // A rename is the last step: a half unpacked folder is never taken for a whole one.
  await rename(join(unpacked, folder), target);
  await rm(unpacked, { recursive: true, force: true });
  if (given === undefined) await rm(archive, { force: true });
  return target;
}

async function download(cache, log) {
  const name = `keycloak-quarkus-dist-${VERSION}.tar.gz`;
  const url = `${REPOSITORY}/org/keycloak/keycloak-quarkus-dist/${VERSION}/${name}`;
  log(`fetching Keycloak ${VERSION} from ${REPOSITORY} (about 170 MB, once)`);
  const partial = join(cache, `${name}.part`);
  let expected;
  try {
    const answer = await fetch(url);
    if (!answer.ok || !answer.body) throw new Error(`status ${answer.status}`);
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(partial));
    expected = (await (await fetch(`${url}.sha1`)).text()).trim().slice(0, 40);
  } catch (error) {
    throw new Error(
      `Keycloak could not be fetched from ${url} (${error.cause?.code ?? error.message}). Set KEYCLOAK_DIST to an unpacked distribution.`,
    );
  }
  // Maven Central publishes SHA-1 beside each file: good against a broken transfer, which is what it is for here.
  const hash = createHash('sha1');
  await pipeline(createReadStream(partial), hash);
  if (hash.digest('hex') !== expected) throw new Error(`The Keycloak archive from ${url} arrived damaged; run again.`);
  const archive = join(cache, name);
  await rename(partial, archive);
  return archive;
}

/** The realm file, text as it is. */
export const realmFile = () => readFile(join(ROOT, 'docker/keycloak/sealtrail-realm.json'), 'utf8');
