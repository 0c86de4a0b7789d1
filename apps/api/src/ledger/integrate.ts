import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { CompactRange } from '@sealtrail/merkle/compact-range';
import { leafHash } from '@sealtrail/merkle/hashing';
import type pg from 'pg';
import { notifyHeads } from './checkpoint.repository.js';
import { LOCKS } from './log-id.js';
import { edgeTiles, TileAccumulator } from './tile-accumulator.js';
import { inTransaction, tryLock } from './transaction.js';
import {
  type BatchRow,
  compareAndSetTree,
  readBatches,
  readNextBatchStart,
  readTiles,
  readTree,
  writeTiles,
} from './tree.repository.js';

/** Leaves that one transaction takes at most, but for the rest of the batch that crosses the line. */
const CHUNK_LEAVES = 16_384;

export interface IntegrateResult {
  /** Size of the tree afterwards. */
  readonly size: bigint;
  readonly leaves: number;
  /** Another process integrates at this moment, or more leaves may wait. */
  readonly mayHaveMore: boolean;
}

/**
 * Takes recorded leaves into the tree, one bounded chunk: root, frontier and tiles move in one transaction. Of several
 * processes one does the work; compare-and-set on the tree size holds even where the lock should fail.
 * @throws SealtrailError LEDGER_GAP when leaf indexes are missing: only tampering makes that
 */
export async function integrateChunk(
  pool: pg.Pool,
  suite: CryptoSuite,
  chunkLeaves = CHUNK_LEAVES,
): Promise<IntegrateResult> {
  return inTransaction(pool, async (client) => {
    const leads = await tryLock(client, LOCKS.integrate);
    const tree = await readTree(client);
    if (!tree) return { size: 0n, leaves: 0, mayHaveMore: false };
    if (!leads) return { size: tree.size, leaves: 0, mayHaveMore: true };
    const batches = await readBatches(client, tree.size, chunkLeaves);
    if (batches.length === 0) {
      const next = await readNextBatchStart(client, tree.size);
      // a batch may have been committed since the first look
      if (next !== undefined && next !== tree.size) throw gap(tree.size, next);
      return { size: tree.size, leaves: 0, mayHaveMore: next !== undefined };
    }
    requireGapFree(tree.size, batches);

    const edge = edgeTiles(tree.size);
    const stored = await readTiles(client, edge);
    const accumulator = new TileAccumulator(
      edge.map(({ level, index, width }, i) => ({ level, index, hashes: requireTile(stored[i], level, index, width) })),
    );
    const range = CompactRange.fromBytes(suite.sha256, tree.frontier, (level, index, hash) =>
      accumulator.add(level, index, hash),
    );
    for (const { entries, n } of batches) {
      for (let i = 0; i < n; i++) range.append(leafHash(suite.sha256, entries.subarray(32 * i, 32 * i + 32)));
    }
    await writeTiles(client, accumulator.changed());
    const moved = await compareAndSetTree(client, tree.size, {
      size: range.size,
      root: range.root(),
      frontier: range.toBytes(),
    });
    if (!moved)
      throw new SealtrailError(
        'LEDGER_INCONSISTENT',
        `The tree moved away from ${tree.size} leaves while it was being extended.`,
      );
    await notifyHeads(client);
    const leaves = Number(range.size - tree.size);
    return { size: range.size, leaves, mayHaveMore: leaves >= chunkLeaves };
  });
}

/** Batches must follow each other without gap or overlap from `size` on: the head row hands out indexes that way. */
export function requireGapFree(size: bigint, batches: readonly BatchRow[]): void {
  let next = size;
  for (const { firstIndex, n, entries } of batches) {
    if (firstIndex !== next || entries.length !== 32 * n) throw gap(next, firstIndex);
    next += BigInt(n);
  }
}

function gap(expected: bigint, found: bigint): SealtrailError {
  return new SealtrailError(
    'LEDGER_GAP',
    `The log should go on at leaf ${expected}, but the next batch begins at ${found}: run fsck.`,
    {
      expected: expected.toString(),
      found: found.toString(),
    },
  );
}

function requireTile(hashes: Uint8Array | undefined, level: number, index: bigint, width: number): Uint8Array {
  if (!hashes || hashes.length < 32 * width) {
    throw new SealtrailError('LEDGER_INCONSISTENT', `Tile ${level}/${index} is missing or too narrow: run fsck.`, {
      level,
      index: index.toString(),
    });
  }
  return hashes.subarray(0, 32 * width);
}
