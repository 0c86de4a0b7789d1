import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import pg from 'pg';

/** The lock Prisma's own migration engine takes: the two never run at once. */
const PRISMA_LOCK = 72707369;

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** `prisma/migrations` of this repository. */
export const MIGRATIONS_DIR = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** Reads all `<name>/migration.sql` of a folder in order of name. */
export function readMigrations(dir = MIGRATIONS_DIR): Migration[] {
  const names = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Applies what is missing of `prisma/migrations`, recorded as `prisma migrate deploy` records it, so that both can be
 * used on one database. Each migration and its record commit together: a crash half way leaves no half a schema.
 * @returns names of the migrations applied now.
 * @throws SealtrailError MIGRATION_FAILED | MIGRATION_CHANGED (an applied one was edited afterwards).
 */
export async function migrate(
  url: string,
  dir = MIGRATIONS_DIR,
  log: (line: string) => void = () => undefined,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(TABLE);
    const done = await appliedMigrations(client);
    const applied: string[] = [];
    for (const migration of readMigrations(dir)) {
      const checksum = done.get(migration.name);
      if (checksum === migration.checksum) continue;
      if (checksum !== undefined) {
        const sentence = `Migration ${migration.name} was edited after this database applied it: restore the file, or empty the data with npm run reset.`;
        throw new SealtrailError('MIGRATION_CHANGED', sentence, { migration: migration.name });
      }
      await apply(client, migration);
      log(`applied ${migration.name}`);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, string>> {
  type Row = { migration_name: string; checksum: string; finished_at: Date | null };
  const { rows } = await client.query<Row>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) {
    const sentence = `Migration ${failed.migration_name} failed here before: resolve it with prisma migrate resolve.`;
    throw new SealtrailError('MIGRATION_FAILED', sentence, { migration: failed.migration_name });
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, clock_timestamp(), 1)',
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    const sentence = `Migration ${migration.name} failed: ${(cause as Error).message}`;
    throw new SealtrailError('MIGRATION_FAILED', sentence, { migration: migration.name }, { cause });
  }
}
