import pg from 'pg';
import { expect, test } from 'vitest';
import { startTestDatabase } from './database.js';

test('each call gives a migrated database of its own, and stop drops it', async () => {
  const [first, second] = await Promise.all([startTestDatabase(), startTestDatabase()]);
  expect(first.url).not.toBe(second.url);
  const client = new pg.Client({ connectionString: first.url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM _prisma_migrations');
  expect(rows[0]?.n).toBeGreaterThan(0);
  await client.query("INSERT INTO organisation (id, slug, name) VALUES (gen_random_uuid(), 'a', 'A')");
  await client.end();
  await first.stop();
  await expect(new pg.Client({ connectionString: first.url }).connect()).rejects.toThrow('does not exist');
  await second.stop();
});
