import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';
import { freePort } from './free-port.js';
import { migrate } from './migrate.js';

const folder = mkdtempSync(join(tmpdir(), 'sealtrail-postgres-'));
const options = async (): Promise<EmbeddedPostgresOptions> => ({
  dataDir: join(folder, 'data'),
  logFile: join(folder, 'postgres.log'),
  port: await freePort(),
  password: 'a "quoted" p@ss/word',
  database: 'sealtrail',
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<T>(text);
  await client.end();
  return rows;
}

test('rows that were acknowledged survive kill -9 of the server, and a leftover server is stopped first', async () => {
  const first = await startEmbeddedPostgres(await options());
  await query(first.url, 'CREATE TABLE kept (n integer)');
  await query(first.url, 'INSERT INTO kept SELECT generate_series(1, 1000)');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const second = await startEmbeddedPostgres(await options());
  expect(await query(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
  // nobody stopped the second one
  const third = await startEmbeddedPostgres(await options());
  await second.exited;
  expect(await query(third.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);

  const applied = await migrate(third.url);
  expect(applied.length).toBeGreaterThan(0);
  expect(await migrate(third.url)).toEqual([]);
  await query(third.url, "UPDATE _prisma_migrations SET checksum = 'edited' WHERE migration_name = '0001_init'");
  await expect(migrate(third.url)).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
  await third.stop();
});
