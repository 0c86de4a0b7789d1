/** Offline proofs after https://c2sp.org/tlog-proof: index, inclusion proof and signed checkpoint in one text. */
import { fromBase64, toBase64 } from '@sealtrail/bytes/base64';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { HASH_SIZE } from '@sealtrail/merkle/hashing';
import { parseDecimal } from './decimal.js';

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^64 leaves has no longer path. */
const MAX_HASHES = 64;

export interface TlogProof {
  /** Opaque data of the application; never authenticated. */
  readonly extra?: Uint8Array;
  /** Zero-based position of the entry. */
  readonly index: bigint;
  /** Inclusion proof, from the leaf's sibling to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** The log's signed note, as it was published. */
  readonly checkpoint: string;
}

/**
 * Text of a proof.
 * @throws SealtrailError TLOG_BAD_PROOF when the parts cannot be written so that they read back the same
 */
export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = [HEADER];
  if (extra !== undefined) lines.push(`extra ${toBase64(extra)}`);
  lines.push(`index ${index}`, ...hashes.map(toBase64));
  const text = `${lines.join('\n')}\n\n${checkpoint}`;
  parseTlogProof(text);
  return text;
}

/**
 * Reads a proof; only the canonical spelling is taken. The checkpoint is handed on as it is, nothing is verified.
 * @throws SealtrailError TLOG_BAD_PROOF
 */
export function parseTlogProof(text: string): TlogProof {
  const blank = text.indexOf('\n\n');
  if (blank < 0) throw bad('no blank line stands before the checkpoint');
  const checkpoint = text.slice(blank + 2);
  if (checkpoint.length === 0) throw bad('the checkpoint is missing');
  const lines = text.slice(0, blank).split('\n');
  if (lines.shift() !== HEADER) throw bad(`the first line is not ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ') ? base64(lines.shift()!.slice(6), 'the extra data') : undefined;
  if (extra?.length === 0) throw bad('the extra data is empty: leave the line out');
  const index = parseDecimal(/^index ([0-9]+)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  if (index === undefined) throw bad('expected a line "index <number>"');
  if (lines.length > MAX_HASHES) throw bad(`it has ${lines.length} hashes, the limit is ${MAX_HASHES}`);
  const hashes = lines.map((line, i) => {
    const hash = base64(line, `hash ${i + 1}`);
    if (hash.length !== HASH_SIZE) throw bad(`hash ${i + 1} has ${hash.length} bytes, expected ${HASH_SIZE}`);
    return hash;
  });
  return extra === undefined ? { index, hashes, checkpoint } : { extra, index, hashes, checkpoint };
}

function base64(text: string, what: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch (cause) {
    throw new SealtrailError('TLOG_BAD_PROOF', `Malformed tlog-proof: ${what} is not canonical Base64.`, {}, { cause });
  }
}

function bad(what: string): SealtrailError {
  return new SealtrailError('TLOG_BAD_PROOF', `Malformed tlog-proof: ${what}.`, {});
}
