import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fsck as check } from '@sealtrail/auditor/fsck';
import { describe } from '@sealtrail/auditor/findings';
import type { FsckReport } from '@sealtrail/auditor/types';
import { nativeSuite } from '@sealtrail/crypto/native-suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { parseTrust } from '@sealtrail/evidence/trust';
import pg from 'pg';
import type { CommonOptions } from '../main.js';
import { paint, print, printJson } from '../support/output.js';
import { whereabouts } from '../support/whereabouts.js';
import { embeddedDatabaseUrl } from '../supervisor/environment.js';
import { readKey } from '../supervisor/home-files.js';
import { readLock } from '../supervisor/lock.js';
import { homeOf } from '../supervisor/settings.js';

interface Options extends CommonOptions {
  readonly chain: boolean;
}

/**
 * `sealtrail fsck`: exit 0 when every row is as it was signed, 1 with a list of what is not. Works on DATABASE_URL or on
 * the embedded database, which it starts for the time being when the platform is stopped.
 */
export async function fsck(options: Options): Promise<number> {
  const home = homeOf(process.env);
  const database = await openDatabase(home);
  try {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect().catch((cause: Error) => {
      throw new SealtrailError(
        'NOT_RUNNING',
        `The database does not answer: ${cause.message}. Start it, or set DATABASE_URL.`,
        {},
        { cause },
      );
    });
    try {
      const trustFile = join(home, 'trust.json');
      const report = await check({
        client,
        suite: nativeSuite,
        trust: existsSync(trustFile) ? parseTrust(nativeSuite, readFileSync(trustFile)) : undefined,
        rpcUrl: options.chain ? chainUrl(home) : undefined,
        onProgress:
          options.json || !process.stderr.isTTY
            ? undefined
            : ({ step, done, total }) => process.stderr.write(`\r\x1b[2K${step} ${done}/${total}`),
      });
      if (process.stderr.isTTY && !options.json) process.stderr.write('\r\x1b[2K');
      if (options.json) printJson(report);
      else tell(report);
      return report.findings.length === 0 ? 0 : 1;
    } finally {
      await client.end();
    }
  } finally {
    await database.close();
  }
}

/** The chain is asked only when it can be there: with the platform stopped, stored anchors are held to their own proofs. */
function chainUrl(home: string): string | undefined {
  return process.env['CHAIN_RPC_URL'] || readLock(home) ? whereabouts().chain : undefined;
}

async function openDatabase(home: string): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  const nothing = (): Promise<void> => Promise.resolve();
  if (given) return { url: given, close: nothing };
  const dataDir = join(home, 'postgres');
  if (!existsSync(join(dataDir, 'PG_VERSION'))) {
    throw new SealtrailError(
      'NOT_RUNNING',
      `There is no database in ${home}: start the platform once, or set DATABASE_URL.`,
      { home },
    );
  }
  if (readLock(home)) return { url: embeddedDatabaseUrl(home, whereabouts().databasePort), close: nothing };
  const { startEmbeddedPostgres } = await import('@sealtrail/postgres/embedded-postgres');
  const { freePort } = await import('@sealtrail/postgres/free-port');
  const logs = mkdtempSync(join(tmpdir(), 'sealtrail-fsck-'));
  const password = readKey(home, 'postgres.password');
  const running = await startEmbeddedPostgres({
    dataDir,
    logFile: join(logs, 'postgres.log'),
    port: await freePort(),
    password,
    database: 'sealtrail',
  });
  const close = async (): Promise<void> => {
    await running.stop();
    rmSync(logs, { recursive: true, force: true });
  };
  return { url: running.url, close };
}

function tell(report: FsckReport): void {
  const { counts, findings, erasures, skipped, omitted } = report;
  for (const finding of findings)
    print(`${paint('red', '✗')} ${describe(finding)}: ${finding.kind}. ${finding.sentence}`);
  if (omitted > 0) print(`${paint('red', '✗')} and ${omitted} more.`);
  for (const erasure of erasures) print(`${paint('dim', '–')} ${describe(erasure)}: ${erasure.sentence}`);
  for (const sentence of skipped) print(`${paint('yellow', '!')} ${sentence}`);
  const seen = `${counts.leaves} leaves, ${counts.events} events, ${counts.tiles} tiles, ${counts.checkpoints} checkpoints, ${counts.anchors} anchors`;
  if (findings.length === 0) print(`${paint('green', '✓')} Every row is as it was signed: ${seen}.`);
  else print(`${findings.length + omitted} ${findings.length + omitted === 1 ? 'finding' : 'findings'} in ${seen}.`);
}
