/** Checkpoints after https://c2sp.org/tlog-checkpoint: the tree head of a log as the text of a signed note. */
import { fromBase64, toBase64 } from '@sealtrail/bytes/base64';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { HASH_SIZE } from '@sealtrail/merkle/hashing';
import { parseDecimal } from './decimal.js';
import { openNote, type OpenedNote } from './note.js';
import type { VerifierKey } from './vkey.js';

export interface Checkpoint {
  /** Identity of the log. */
  readonly origin: string;
  /** Number of leaves. */
  readonly size: bigint;
  /** Root hash at that size (RFC 9162), 32 bytes. */
  readonly root: Uint8Array;
}

export interface ParsedCheckpoint extends Checkpoint {
  /** Lines after the root; opaque, and in our own logs none. */
  readonly extensions: readonly string[];
}

/**
 * Text of a checkpoint, to be signed as a note.
 * @throws SealtrailError TLOG_BAD_CHECKPOINT
 */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (origin.length === 0 || origin.includes('\n')) throw bad('the origin must be one line that is not empty');
  if (root.length !== HASH_SIZE) throw bad(`a root has ${HASH_SIZE} bytes, got ${root.length}`);
  if (parseDecimal(String(size)) === undefined) throw bad(`${size} is no tree size`);
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/**
 * Reads the text of a checkpoint; only the canonical spelling is taken.
 * @throws SealtrailError TLOG_BAD_CHECKPOINT
 */
export function parseCheckpoint(text: string): ParsedCheckpoint {
  if (!text.endsWith('\n')) throw bad('the text must end in a newline');
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n');
  if (!origin || !sizeText || !rootText || extensions.includes(''))
    throw bad('expected three lines or more: origin, size, root; none empty');
  const size = parseDecimal(sizeText);
  if (size === undefined) throw bad(`${JSON.stringify(sizeText)} is no tree size`);
  let root: Uint8Array;
  try {
    root = fromBase64(rootText);
  } catch (cause) {
    throw new SealtrailError(
      'TLOG_BAD_CHECKPOINT',
      'Malformed checkpoint: the root is not canonical Base64.',
      {},
      { cause },
    );
  }
  if (root.length !== HASH_SIZE) throw bad(`a root has ${HASH_SIZE} bytes, got ${root.length}`);
  return { origin, size, root, extensions };
}

/**
 * Opens a signed checkpoint of the log whose key is given: the log's own signature must hold and the origin must be
 * the key's name. Cosignatures of others are passed over and handed back in `note`.
 * @throws SealtrailError TLOG_BAD_NOTE, TLOG_BAD_SIGNATURE, TLOG_BAD_CHECKPOINT
 */
export function openCheckpoint(
  suite: CryptoSuite,
  note: string,
  log: VerifierKey,
): { checkpoint: ParsedCheckpoint; note: OpenedNote } {
  const opened = openNote(suite, note, [log]);
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint.origin !== log.name) throw bad(`it is of the log ${checkpoint.origin}, expected ${log.name}`);
  return { checkpoint, note: opened };
}

function bad(what: string): SealtrailError {
  return new SealtrailError('TLOG_BAD_CHECKPOINT', `Malformed checkpoint: ${what}.`, {});
}
