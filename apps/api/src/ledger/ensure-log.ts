import { equalBytes } from '@sealtrail/bytes/equal';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { logEntry } from '@sealtrail/evidence/credential';
import {
  issueKeyStatement,
  type KeyStatement,
  keyThumbprint,
  openKeyStatement,
} from '@sealtrail/evidence/key-statement';
import { CompactRange } from '@sealtrail/merkle/compact-range';
import type pg from 'pg';
import type { LedgerKeys } from './key-files.js';
import { LOCK_CLASS, LOCKS, LOG_ID } from './log-id.js';
import { inTransaction } from './transaction.js';

export interface EnsureLogInput {
  readonly origin: string;
  readonly keys: Pick<LedgerKeys, 'log' | 'notary'>;
  readonly suite: CryptoSuite;
  readonly now: Date;
}

export interface RegisteredLog {
  readonly origin: string;
  /** `kid` in the header of credentials. */
  readonly notaryKid: string;
}

/**
 * Makes the log when there is none: head, empty tree, and leaf 0, which registers the notary key. Otherwise holds the keys on
 * disk against the registered ones. Safe to run in several processes at once.
 * @throws SealtrailError LEDGER_ORIGIN_MISMATCH, LEDGER_KEY_MISMATCH
 */
export async function ensureLog(pool: pg.Pool, input: EnsureLogInput): Promise<RegisteredLog> {
  const notaryKid = keyThumbprint(input.suite.sha256, input.keys.notary.publicKey);
  await inTransaction(pool, async (client) => {
    // waits: of two processes that start together one makes the log, the other finds it
    await client.query('SELECT pg_advisory_xact_lock($1, $2)', [LOCK_CLASS, LOCKS.ensure]);
    const { rows } = await client.query<{ origin: string }>('SELECT origin FROM log_head WHERE log_id = $1', [LOG_ID]);
    if (rows[0]) await checkLog(client, rows[0].origin, notaryKid, input);
    else await createLog(client, notaryKid, input);
  });
  return { origin: input.origin, notaryKid };
}

async function checkLog(
  client: pg.ClientBase,
  registered: string,
  notaryKid: string,
  input: EnsureLogInput,
): Promise<void> {
  if (registered !== input.origin) {
    throw new SealtrailError(
      'LEDGER_ORIGIN_MISMATCH',
      `The database holds the log "${registered}", but SEALTRAIL_LOG_ORIGIN says "${input.origin}": use the database or the setting that belongs to it.`,
      { registered, configured: input.origin },
    );
  }
  const { rows } = await client.query<{ kid: string; statement: string }>(
    `SELECT k.kid, k.statement FROM log_batch b JOIN key_event k ON k.batch_id = b.batch_id AND k.pos = 0
      WHERE b.log_id = $1 AND b.first_index = 0`,
    [LOG_ID],
  );
  const statement = rows[0] && open(rows[0].statement, input);
  if (!statement) {
    throw new SealtrailError(
      'LEDGER_KEY_MISMATCH',
      'The log key on disk (log.ed25519) did not sign the first leaf of this log: restore the key file that belongs to this database.',
      { origin: registered },
    );
  }
  if (statement.kid !== notaryKid || !equalBytes(statement.notaryKey, input.keys.notary.publicKey)) {
    throw new SealtrailError(
      'LEDGER_KEY_MISMATCH',
      'The notary key on disk (notary.ed25519) is not the one registered in this log: restore the key file that belongs to this database.',
      { registered: statement.kid, onDisk: notaryKid },
    );
  }
}

function open(statement: string, { origin, keys, suite }: EnsureLogInput): KeyStatement | undefined {
  try {
    return openKeyStatement(suite, statement, { origin, publicKey: keys.log.publicKey });
  } catch {
    return undefined;
  }
}

async function createLog(
  client: pg.ClientBase,
  kid: string,
  { origin, keys, suite, now }: EnsureLogInput,
): Promise<void> {
  const iat = Math.floor(now.getTime() / 1000);
  const statement = issueKeyStatement(suite.sha256, {
    origin,
    notaryKey: keys.notary.publicKey,
    logKey: keys.log,
    iat,
  });
  const entry = Buffer.from(logEntry(suite.sha256, statement));
  const { rows } = await client.query<{ id: string }>(`SELECT nextval('batch_id_seq')::text AS id`);
  const batchId = rows[0]!.id;
  await client.query('INSERT INTO key_event (batch_id, pos, kid, statement) VALUES ($1::bigint, 0, $2, $3)', [
    batchId,
    kid,
    statement,
  ]);
  await client.query('INSERT INTO log_head (log_id, origin, next_index) VALUES ($1, $2, 1)', [LOG_ID, origin]);
  await client.query(
    'INSERT INTO log_batch (log_id, first_index, n, batch_id, entries, created_at) VALUES ($1, 0, 1, $2::bigint, $3, $4)',
    [LOG_ID, batchId, entry, now],
  );
  const empty = new CompactRange(suite.sha256);
  await client.query('INSERT INTO log_tree (log_id, size, root, frontier) VALUES ($1, 0, $2, $3)', [
    LOG_ID,
    Buffer.from(empty.root()),
    Buffer.from(empty.toBytes()),
  ]);
  await client.query('NOTIFY ledger_batch');
}
