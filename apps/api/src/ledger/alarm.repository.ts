import type { ErrorCode } from '@sealtrail/errors/catalogue';
import type pg from 'pg';
import { LOG_ID } from './log-id.js';

export interface LedgerAlarm {
  readonly code: ErrorCode;
  /** For a person: what stands still and why. */
  readonly sentence: string;
  readonly since: Date;
}

type Queryable = Pick<pg.Pool, 'query'>;

/** Raises the alarm, or keeps its beginning when it is already raised with this code. True when it is a new one. */
export async function raiseAlarm(db: Queryable, code: ErrorCode, sentence: string): Promise<boolean> {
  const { rows } = await db.query<{ fresh: boolean }>(
    `WITH old AS (SELECT code FROM ledger_alarm WHERE log_id = $1)
     INSERT INTO ledger_alarm AS a (log_id, code, sentence, since) VALUES ($1, $2, $3, now())
     ON CONFLICT (log_id) DO UPDATE SET sentence = excluded.sentence, code = excluded.code,
       since = CASE WHEN a.code = excluded.code THEN a.since ELSE excluded.since END
     RETURNING $2 IS DISTINCT FROM (SELECT code FROM old) AS fresh`,
    [LOG_ID, code, sentence],
  );
  return rows[0]?.fresh === true;
}

/** Alarms about the log itself; all others are about the way to the chain. */
const LOG_ALARMS: readonly ErrorCode[] = ['LEDGER_GAP', 'LEDGER_INCONSISTENT'];

/** Ends the alarm when it is about what now works. True when there was one. */
export async function clearAlarm(db: Queryable, about: 'log' | 'chain'): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM ledger_alarm WHERE log_id = $1 AND (code = ANY($2::text[])) = $3', [
    LOG_ID,
    LOG_ALARMS,
    about === 'log',
  ]);
  return (rowCount ?? 0) > 0;
}

/** The alarm, if one is raised. */
export async function readAlarm(db: Queryable): Promise<LedgerAlarm | undefined> {
  const { rows } = await db.query<LedgerAlarm>('SELECT code, sentence, since FROM ledger_alarm WHERE log_id = $1', [
    LOG_ID,
  ]);
  return rows[0];
}
