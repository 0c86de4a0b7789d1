import type pg from 'pg';
import { LOG_ID } from './log-id.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** What makes an anchor checkable offline; all hex with 0x. */
export interface StoredAnchorProof {
  readonly genesisHash: string;
  /** null on a network that does not hand out sealed headers: then nothing proves the block final. */
  readonly header: string | null;
  readonly accountProof: readonly string[];
  readonly storageProof: readonly (readonly string[])[];
}

export interface AnchorKey {
  readonly size: bigint;
  readonly chainId: bigint;
  /** 0x, lower case; so are all addresses and hashes here. */
  readonly contract: string;
}

export interface SentAnchor extends AnchorKey {
  readonly publisher: string;
  readonly txHash: string;
  /** Signed transaction, kept before it is sent: sending it again can only ever do the same thing once. */
  readonly rawTx: string;
  readonly sentAt: Date;
}

export interface FinalAnchor extends SentAnchor {
  readonly blockNumber: bigint;
  readonly blockHash: string;
  readonly proof: StoredAnchorProof;
  readonly finalAt: Date;
}

interface RawAnchor {
  readonly size: string;
  readonly chain_id: string;
  readonly contract: string;
  readonly publisher: string;
  readonly tx_hash: string;
  readonly raw_tx: string;
  readonly sent_at: Date;
  readonly block_number: string | null;
  readonly block_hash: string | null;
  readonly proof: StoredAnchorProof | null;
  readonly final_at: Date | null;
}

const COLUMNS =
  'a.size::text, a.chain_id::text, a.contract, a.publisher, a.tx_hash, a.raw_tx, a.sent_at, a.block_number::text, a.block_hash, a.proof, a.final_at';

const toSent = (row: RawAnchor): SentAnchor => ({
  size: BigInt(row.size),
  chainId: BigInt(row.chain_id),
  contract: row.contract,
  publisher: row.publisher,
  txHash: row.tx_hash,
  rawTx: row.raw_tx,
  sentAt: row.sent_at,
});

const toFinal = (row: RawAnchor): FinalAnchor => ({
  ...toSent(row),
  blockNumber: BigInt(row.block_number ?? 0),
  blockHash: row.block_hash ?? '0x',
  proof: row.proof ?? { genesisHash: '0x', header: null, accountProof: [], storageProof: [] },
  finalAt: row.final_at ?? row.sent_at,
});

/** The largest final anchor. */
export async function readLatestAnchor(db: Queryable): Promise<FinalAnchor | undefined> {
  const { rows } = await db.query<RawAnchor>(
    `SELECT ${COLUMNS} FROM anchor a WHERE a.log_id = $1 AND a.status = 'final' ORDER BY a.size DESC LIMIT 1`,
    [LOG_ID],
  );
  return rows[0] && toFinal(rows[0]);
}

/** The smallest final anchor of at least this size; with `sealed`, only one whose finality is proven. */
export async function readCoveringAnchor(
  db: Queryable,
  size: bigint,
  sealed: boolean,
): Promise<FinalAnchor | undefined> {
  const { rows } = await db.query<RawAnchor>(
    `SELECT ${COLUMNS} FROM anchor a JOIN checkpoint c ON c.log_id = a.log_id AND c.size = a.size
      WHERE a.log_id = $1 AND a.status = 'final' AND a.size >= $2::bigint AND ($3 = false OR a.proof->>'header' IS NOT NULL)
      ORDER BY a.size LIMIT 1`,
    [LOG_ID, size.toString(), sealed],
  );
  return rows[0] && toFinal(rows[0]);
}

/** Anchors that were signed and perhaps sent, smallest first. */
export async function readSentAnchors(db: Queryable): Promise<SentAnchor[]> {
  const { rows } = await db.query<RawAnchor>(
    `SELECT ${COLUMNS} FROM anchor a WHERE a.log_id = $1 AND a.status = 'sent' ORDER BY a.size`,
    [LOG_ID],
  );
  return rows.map(toSent);
}

/** Keeps a signed transaction; an older one for the same head that can no longer be mined gives way, a final one never. */
export async function storeSentAnchor(db: Queryable, anchor: SentAnchor): Promise<void> {
  await db.query(
    `INSERT INTO anchor AS a (log_id, size, chain_id, contract, publisher, status, tx_hash, raw_tx, sent_at)
     VALUES ($1, $2::bigint, $3::numeric, $4, $5, 'sent', $6, $7, $8)
     ON CONFLICT (log_id, size, chain_id, contract) DO UPDATE
       SET tx_hash = excluded.tx_hash, raw_tx = excluded.raw_tx, sent_at = excluded.sent_at WHERE a.status = 'sent'`,
    [
      LOG_ID,
      anchor.size.toString(),
      anchor.chainId.toString(),
      anchor.contract,
      anchor.publisher,
      anchor.txHash,
      anchor.rawTx,
      anchor.sentAt,
    ],
  );
}

/** Gives up a transaction that can no longer be mined. */
export async function dropSentAnchor(db: Queryable, key: AnchorKey): Promise<void> {
  await db.query(
    `DELETE FROM anchor WHERE log_id = $1 AND size = $2::bigint AND chain_id = $3::numeric AND contract = $4 AND status = 'sent'`,
    [LOG_ID, key.size.toString(), key.chainId.toString(), key.contract],
  );
}

/** Makes an anchor final, with its proof. */
export async function storeFinalAnchor(db: Queryable, anchor: FinalAnchor): Promise<void> {
  await db.query(
    `INSERT INTO anchor AS a (log_id, size, chain_id, contract, publisher, status, tx_hash, raw_tx, sent_at, block_number, block_hash, proof, final_at)
     VALUES ($1, $2::bigint, $3::numeric, $4, $5, 'final', $6, $7, $8, $9::bigint, $10, $11::jsonb, $12)
     ON CONFLICT (log_id, size, chain_id, contract) DO UPDATE
       SET status = 'final', block_number = excluded.block_number, block_hash = excluded.block_hash, proof = excluded.proof, final_at = excluded.final_at
       WHERE a.status = 'sent'`,
    [
      LOG_ID,
      anchor.size.toString(),
      anchor.chainId.toString(),
      anchor.contract,
      anchor.publisher,
      anchor.txHash,
      anchor.rawTx,
      anchor.sentAt,
      anchor.blockNumber.toString(),
      anchor.blockHash,
      JSON.stringify(anchor.proof),
      anchor.finalAt,
    ],
  );
}
