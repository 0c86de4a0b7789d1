import { equalBytes } from '@sealtrail/bytes/equal';
import { openCheckpoint, parseCheckpoint } from '@sealtrail/tlog/checkpoint';
import { parseNote } from '@sealtrail/tlog/note';
import type { Findings } from './findings.js';
import type { LogKeys } from './log-keys.js';
import { type FsckOptions, LOG_ID } from './types.js';

export interface StoredCheckpoint {
  readonly size: bigint;
  readonly root: Buffer;
  /** Size and root of the note, when its signature holds (or when no key is known to check it). */
  readonly signed: { readonly size: bigint; readonly root: Uint8Array } | undefined;
}

/** All checkpoints, smallest first, each note opened. */
export async function readCheckpoints({ client, suite }: FsckOptions, keys: LogKeys): Promise<StoredCheckpoint[]> {
  const { rows } = await client.query<{ size: string; root: Buffer; note: string }>(
    'SELECT size::text, root, note FROM checkpoint WHERE log_id = $1 ORDER BY checkpoint.size',
    [LOG_ID],
  );
  return rows.map(({ size, root, note }) => {
    try {
      const signed = keys.log
        ? openCheckpoint(suite, note, keys.log).checkpoint
        : parseCheckpoint(parseNote(note).text);
      return { size: BigInt(size), root, signed: { size: signed.size, root: signed.root } };
    } catch {
      return { size: BigInt(size), root, signed: undefined };
    }
  });
}

/** Heads that are signed, by their own word, smallest first: what the leaves are held against. */
export function signedHeads(checkpoints: readonly StoredCheckpoint[]): { size: bigint; root: Uint8Array }[] {
  const heads = checkpoints.flatMap(({ signed }) => (signed ? [signed] : []));
  return heads.sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : 0));
}

/** Holds each checkpoint row against its note and against the tree. `rootAt` knows every size that a row or a note names. */
export function judgeCheckpoints(
  checkpoints: readonly StoredCheckpoint[],
  rootAt: (size: bigint) => Uint8Array | undefined,
  findings: Findings,
): void {
  const rightful = new Set(checkpoints.filter(({ size, signed }) => signed?.size === size).map(({ size }) => size));
  for (const { size, root, signed } of checkpoints) {
    const add = (
      kind: 'changed' | 'inserted',
      sentence: string,
      column?: string,
      swap?: { expected: string; actual: string },
    ): void =>
      findings.add({
        table: 'checkpoint',
        key: { log_id: String(LOG_ID), size: String(size) },
        kind,
        sentence,
        ...(column && { column }),
        ...swap,
      });
    const computed = rootAt(size);
    const rootFits = computed !== undefined && equalBytes(computed, root);
    if (signed && signed.size !== size) {
      if (rightful.has(signed.size)) add('inserted', `Its note is that of the checkpoint over ${signed.size} leaves.`);
      else
        add('changed', `Its note is over ${signed.size} leaves.`, rootFits ? 'note' : 'size', {
          expected: String(size),
          actual: String(signed.size),
        });
    } else if (signed) {
      if (!equalBytes(signed.root, root)) add('changed', 'The root beside the note is not the signed one.', 'root');
    } else if (rootFits) add('changed', 'The note is not signed by the log key.', 'note');
    else add('inserted', 'Neither the note nor the root belong to this log.');
  }
}

/** The first signed head that the leaves do not lead to: proof that the log itself was rewritten. */
export function judgeTree(
  heads: readonly { size: bigint; root: Uint8Array }[],
  rootAt: (size: bigint) => Uint8Array | undefined,
  findings: Findings,
): void {
  let good = 0n;
  for (const { size, root } of heads) {
    const computed = rootAt(size);
    if (computed && equalBytes(computed, root)) {
      good = size;
      continue;
    }
    const sentence = computed
      ? `The leaves from ${good} to ${size - 1n} are not those that were signed in the checkpoint over ${size} leaves.`
      : `A checkpoint over ${size} leaves is signed, but the log ends before.`;
    findings.add({
      table: 'log_batch',
      key: { log_id: String(LOG_ID), first_index: `${good}..${size - 1n}` },
      kind: computed ? 'changed' : 'deleted',
      sentence,
    });
    return;
  }
}
