import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { AppConfig } from '../config/app-config.js';

// int8 and numeric come back as text; what can grow past 2^53 becomes bigint where it is read.
const INT8 = 20;

/** A connection inside a transaction, or the pool itself: whatever can run one statement. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

/** PostgreSQL error classes after which the same transaction may succeed when run again. */
const RETRYABLE = new Set(['40001', '40P01']);

/** The pool behind every hot path. Nothing else opens connections, but for LISTEN and the queue. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly pool: pg.Pool;
  private readonly logger = new Logger(Database.name);

  constructor(config: AppConfig) {
    this.pool = new pg.Pool({
      connectionString: config.databaseUrl,
      max: config.databasePoolSize,
      application_name: 'sealtrail',
      // A database that is down must become an error, not a request that hangs.
      connectionTimeoutMillis: 5_000,
      types: { getTypeParser: typeParser },
    });
    this.pool.on('error', (error) => this.logger.warn(`An idle database connection broke: ${error.message}`));
    // A connection in use that breaks tells its query too; without a listener it would take the process with it.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** One statement outside any transaction. */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<pg.QueryResult<Row>> {
    return this.pool.query<Row>(text, values as unknown[]);
  }

  /**
   * Runs `work` in one transaction: commits what it did when it resolves, nothing of it when it throws.
   * Serialisation failures and deadlocks are run again, `attempts` times at most: `work` must be repeatable.
   */
  withTransaction<T>(work: (client: pg.PoolClient) => Promise<T>, attempts = 3): Promise<T> {
    return this.withClient(async (client) => {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    }, attempts);
  }

  /** Runs `work` on a connection of its own, again as {@link withTransaction} does. No transaction stays open. */
  async withClient<T>(work: (client: pg.PoolClient) => Promise<T>, attempts = 3): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        return await work(client);
      } catch (error) {
        await client.query('ROLLBACK').catch((rollback: Error) => {
          broken = rollback;
        });
        if (attempt >= attempts || !isRetryable(error)) throw error;
      } finally {
        client.release(broken);
      }
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && RETRYABLE.has(String(error.code));
}

function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8 && format !== 'binary') return (value) => BigInt(value);
  return pg.types.getTypeParser(oid, format as 'text');
}
