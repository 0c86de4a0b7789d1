/** The log this deployment writes. The tables could hold several (shards of a later issue); one is in use. */
export const LOG_ID = 1;

/** Keys of PostgreSQL advisory locks (`pg_advisory_lock(class, object)`); the class spells "seal". */
export const LOCK_CLASS = 0x7365616c;
export const LOCKS = { ensure: 1, integrate: 2, publish: 3, anchor: 4 } as const;

/** Someone captured: leaves wait to be integrated. */
export const CHANNEL_BATCH = 'ledger_batch';
/** A head moved; the payload is JSON `{integrated, published, anchored}`, sizes as decimal text. */
export const CHANNEL_STATUS = 'ledger_status';
