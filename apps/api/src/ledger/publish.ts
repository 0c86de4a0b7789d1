import { equalBytes } from '@sealtrail/bytes/equal';
import type { Signer } from '@sealtrail/crypto/native-ed25519';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { buildConsistencyProof, readRoot, verifyConsistency } from '@sealtrail/merkle/consistency-proof';
import { formatCheckpoint, openCheckpoint } from '@sealtrail/tlog/checkpoint';
import { signNote } from '@sealtrail/tlog/note';
import { verifierKey } from '@sealtrail/tlog/vkey';
import type pg from 'pg';
import { type CheckpointRow, insertCheckpoint, notifyHeads, readLatestCheckpoint } from './checkpoint.repository.js';
import { LOCKS } from './log-id.js';
import { tileNodeReader } from './tile-node-reader.js';
import { inTransaction, tryLock } from './transaction.js';
import { readTree, type TreeRow } from './tree.repository.js';

export interface PublishInput {
  readonly origin: string;
  readonly logKey: Signer;
  readonly suite: CryptoSuite;
  readonly now: Date;
}

/**
 * Signs a checkpoint over the integrated tree, once per size. What was signed before is opened from its own note, not taken from
 * a column, and the new tree must continue it as the stored tiles prove: whatever happened to the tables, two checkpoints of
 * this key never contradict each other.
 * Answers the new checkpoint, or undefined when there is nothing new or another process is at it.
 * @throws SealtrailError LEDGER_INCONSISTENT
 */
export async function publishCheckpoint(pool: pg.Pool, input: PublishInput): Promise<CheckpointRow | undefined> {
  return inTransaction(pool, async (client) => {
    if (!(await tryLock(client, LOCKS.publish))) return undefined;
    // one look at both: the tree may grow while this runs
    const last = await readLatestCheckpoint(client);
    const tree = await readTree(client);
    if (!tree || tree.size === 0n) return undefined;
    const signed = last && openSigned(last, input);
    if (signed && tree.size < signed.size) {
      throw inconsistent(
        `The tree has ${tree.size} leaves, but a checkpoint over ${signed.size} is already signed.`,
        tree.size,
      );
    }
    if (signed?.size === tree.size) {
      if (!equalBytes(signed.root, tree.root))
        throw inconsistent(`The tree of ${tree.size} leaves has another root than the one signed.`, tree.size);
      return undefined;
    }
    await requireContinues(client, tree, signed, input.suite);

    const { origin, logKey, suite, now } = input;
    const key = verifierKey(suite.sha256, origin, logKey.publicKey);
    const note = signNote(formatCheckpoint({ origin, size: tree.size, root: tree.root }), [
      { ...key, sign: (text) => logKey.sign(text) },
    ]);
    const row = { size: tree.size, root: tree.root, note, createdAt: now };
    if (!(await insertCheckpoint(client, row))) return undefined;
    await notifyHeads(client);
    return row;
  });
}

function openSigned(last: CheckpointRow, { suite, origin, logKey }: PublishInput): { size: bigint; root: Uint8Array } {
  try {
    const { checkpoint } = openCheckpoint(suite, last.note, verifierKey(suite.sha256, origin, logKey.publicKey));
    if (checkpoint.size !== last.size || !equalBytes(checkpoint.root, last.root))
      throw new Error('columns and note differ');
    return checkpoint;
  } catch (cause) {
    throw new SealtrailError(
      'LEDGER_INCONSISTENT',
      `The stored checkpoint over ${last.size} leaves is not the one that was signed: run fsck.`,
      {},
      { cause },
    );
  }
}

async function requireContinues(
  client: pg.ClientBase,
  tree: TreeRow,
  signed: { size: bigint; root: Uint8Array } | undefined,
  suite: CryptoSuite,
): Promise<void> {
  try {
    const reader = tileNodeReader(client, suite.sha256);
    if (!equalBytes(await readRoot(suite.sha256, reader, tree.size), tree.root))
      throw new Error('root and tiles differ');
    if (!signed) return;
    const proof = await buildConsistencyProof(suite.sha256, reader, signed.size, tree.size);
    verifyConsistency(suite.sha256, {
      from: signed.size,
      to: tree.size,
      fromRoot: signed.root,
      toRoot: tree.root,
      proof,
    });
  } catch (cause) {
    throw new SealtrailError(
      'LEDGER_INCONSISTENT',
      `The tree of ${tree.size} leaves does not continue what is signed; nothing is signed until fsck finds nothing.`,
      { size: tree.size.toString() },
      { cause },
    );
  }
}

function inconsistent(sentence: string, size: bigint): SealtrailError {
  return new SealtrailError('LEDGER_INCONSISTENT', `${sentence} Run fsck.`, { size: size.toString() });
}
