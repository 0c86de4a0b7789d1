import type pg from 'pg';
import { LOG_ID } from './log-id.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

export interface CoveringAnchor {
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly chainId: bigint;
  readonly contract: string;
  readonly txHash: string;
  readonly blockNumber: bigint;
  readonly blockHash: string;
  readonly finalAt: Date;
}

/** The smallest checkpoint and the smallest final anchor that cover a tree size. */
export interface Coverage {
  readonly checkpointSize: bigint | undefined;
  readonly publishedAt: Date | undefined;
  readonly anchor: CoveringAnchor | undefined;
}

interface Row {
  readonly checkpoint_size: string | null;
  readonly published_at: Date | null;
  readonly size: string | null;
  readonly root: Buffer | null;
  readonly chain_id: string;
  readonly contract: string;
  readonly tx_hash: string;
  readonly block_number: string;
  readonly block_hash: string;
  readonly final_at: Date;
}

/** Coverage of each size, in the order given, in one query. */
export async function readCoverage(db: Queryable, sizes: readonly bigint[]): Promise<Coverage[]> {
  if (sizes.length === 0) return [];
  const { rows } = await db.query<Row>(
    `SELECT c.size::text AS checkpoint_size, c.created_at AS published_at, a.size::text, r.root, a.chain_id::text, a.contract, a.tx_hash,
            a.block_number::text, a.block_hash, a.final_at
       FROM unnest($2::bigint[]) WITH ORDINALITY AS w(size, ord)
       LEFT JOIN LATERAL (SELECT size, created_at FROM checkpoint WHERE log_id = $1 AND checkpoint.size >= w.size ORDER BY checkpoint.size LIMIT 1) c ON true
       LEFT JOIN LATERAL (SELECT * FROM anchor WHERE log_id = $1 AND status = 'final' AND anchor.size >= w.size ORDER BY anchor.size LIMIT 1) a ON true
       LEFT JOIN checkpoint r ON r.log_id = $1 AND r.size = a.size
      ORDER BY w.ord`,
    [LOG_ID, sizes.map(String)],
  );
  return rows.map((row) => ({
    checkpointSize: row.checkpoint_size === null ? undefined : BigInt(row.checkpoint_size),
    publishedAt: row.published_at ?? undefined,
    anchor:
      row.size === null
        ? undefined
        : {
            size: BigInt(row.size),
            root: row.root ?? new Uint8Array(),
            chainId: BigInt(row.chain_id),
            contract: row.contract,
            txHash: row.tx_hash,
            blockNumber: BigInt(row.block_number),
            blockHash: row.block_hash,
            finalAt: row.final_at,
          },
  }));
}
