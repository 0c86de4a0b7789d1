/** Signed notes after https://c2sp.org/signed-note: text, a blank line, one signature line per key. */
import { fromBase64, toBase64 } from '@sealtrail/bytes/base64';
import { concat } from '@sealtrail/bytes/concat';
import { fromHex, toHex } from '@sealtrail/bytes/hex';
import { utf8 } from '@sealtrail/bytes/utf8';
import type { CryptoSuite } from '@sealtrail/crypto/suite';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { isKeyName, type VerifierKey } from './vkey.js';

/** Notes larger than this, or with more signatures, are refused unread. */
const MAX_LENGTH = 1_000_000;
const MAX_SIGNATURES = 100;
const SIGNATURE_LINE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/]+=*)$/u;

export interface NoteSigner extends VerifierKey {
  /** Ed25519 signature over the UTF-8 bytes of the note's text. */
  sign(text: Uint8Array): Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export interface ParsedNote {
  /** Signed text, its last newline included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface OpenedNote {
  readonly text: string;
  /** Signatures of known keys; all of them hold. At least one. */
  readonly verified: readonly NoteSignature[];
  /** Signatures of keys that the caller does not know: they say nothing. */
  readonly unknown: readonly NoteSignature[];
}

/**
 * Signs a text, which must end in a newline.
 * @throws SealtrailError TLOG_BAD_NOTE
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  checkText(text);
  if (signers.length === 0) throw bad('a note needs at least one signature');
  const bytes = utf8(text);
  const lines = signers.map(
    ({ name, keyId, sign }) => `\u2014 ${name} ${toBase64(concat(fromHex(keyId), sign(bytes)))}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/**
 * Splits a note without checking any signature: nothing in it may be believed yet.
 * @throws SealtrailError TLOG_BAD_NOTE
 */
export function parseNote(note: string): ParsedNote {
  if (note.length > MAX_LENGTH) throw bad(`it has ${note.length} characters, the limit is ${MAX_LENGTH}`);
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0) throw bad('no blank line stands between text and signatures');
  const text = note.slice(0, blank + 1);
  checkText(text);
  const block = note.slice(blank + 2);
  if (!block.endsWith('\n')) throw bad('the last signature line has no newline');
  const lines = block.slice(0, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw bad(`it has ${lines.length} signatures, the limit is ${MAX_SIGNATURES}`);
  const signatures = lines.map(parseSignature);
  const keys = new Set(signatures.map(({ name, keyId }) => `${name}+${keyId}`));
  if (keys.size !== signatures.length) throw bad('one key signed it twice');
  return { text, signatures };
}

/**
 * Checks a note: signatures of unknown keys are passed over, one of a known key that fails spoils the note, and at
 * least one must hold.
 * @throws SealtrailError TLOG_BAD_NOTE, TLOG_BAD_SIGNATURE
 */
export function openNote(suite: CryptoSuite, note: string, keys: readonly VerifierKey[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const bytes = utf8(text);
  const verified: NoteSignature[] = [];
  const unknown: NoteSignature[] = [];
  for (const signature of signatures) {
    const key = keys.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    if (key === undefined) {
      unknown.push(signature);
      continue;
    }
    if (!suite.verifyEd25519(key.publicKey, bytes, signature.signature)) {
      throw new SealtrailError('TLOG_BAD_SIGNATURE', `The signature of ${key.name} (key ${key.keyId}) does not hold.`, {
        name: key.name,
        keyId: key.keyId,
      });
    }
    verified.push(signature);
  }
  if (verified.length === 0) {
    const expected = keys.map(({ name, keyId }) => `${name}+${keyId}`);
    const found = signatures.map(({ name, keyId }) => `${name}+${keyId}`);
    throw new SealtrailError(
      'TLOG_BAD_SIGNATURE',
      `No known key signed the note: expected ${expected.join(' or ')}, found ${found.join(', ')}.`,
      {
        expected,
        found,
      },
    );
  }
  return { text, verified, unknown };
}

function parseSignature(line: string): NoteSignature {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name))
    throw bad('a signature line is not "\u2014 <name> <Base64>"');
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(encoded);
  } catch (cause) {
    throw new SealtrailError('TLOG_BAD_NOTE', 'Malformed note: a signature is not canonical Base64.', {}, { cause });
  }
  if (bytes.length < 5) throw bad('a signature is too short to name its key');
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

function checkText(text: string): void {
  if (!text.endsWith('\n') || text.length < 2) throw bad('the text must not be empty and must end in a newline');
  if (/[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u.test(text))
    throw bad('it holds control characters other than newline');
}

function bad(what: string): SealtrailError {
  return new SealtrailError('TLOG_BAD_NOTE', `Malformed note: ${what}.`, {});
}
