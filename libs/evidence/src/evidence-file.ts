/** Reading and writing the file itself: one form, known members, nothing else. */
import { canonicalJson } from '@sealtrail/bytes/canonical-json';
import { isJsonObject, type JsonObject, type JsonValue } from '@sealtrail/bytes/json';
import { parseStrictJson } from '@sealtrail/bytes/strict-json';
import { fromUtf8, utf8 } from '@sealtrail/bytes/utf8';
import { SealtrailError } from '@sealtrail/errors/sealtrail-error';
import { type MessageId, type MessageParams, say } from './messages.js';
import { type EvidenceFile, MAX_EVIDENCE_BYTES } from './types.js';

export const EVIDENCE_FORMAT = 'sealtrail-evidence/1';

/** What is wrong with a file, as a message; also the cause of EVIDENCE_UNREADABLE. */
export class FileProblem extends Error {
  constructor(
    readonly id: MessageId,
    readonly params: MessageParams,
  ) {
    super(say(id, params));
  }
}

/**
 * Reads an evidence file: at most 4 MiB of RFC 8785 canonical JSON (and optionally one newline), with exactly the
 * members of the format. The members' own contents are not looked into.
 * @throws SealtrailError EVIDENCE_UNREADABLE, with a {@link FileProblem} as cause
 */
export function parseEvidenceFile(input: string | Uint8Array): EvidenceFile {
  try {
    return read(input);
  } catch (cause) {
    if (!(cause instanceof FileProblem)) throw cause;
    throw new SealtrailError('EVIDENCE_UNREADABLE', cause.message, { message: cause.id, ...cause.params }, { cause });
  }
}

/**
 * Text of an evidence file, without a newline.
 * @throws SealtrailError EVIDENCE_UNREADABLE when it could not be read back
 */
export function formatEvidenceFile(file: EvidenceFile): string {
  const text = canonicalJson(file as unknown as JsonObject);
  parseEvidenceFile(text);
  return text;
}

function read(input: string | Uint8Array): EvidenceFile {
  const bytes = input.length; // of a text at least as many
  if (bytes > MAX_EVIDENCE_BYTES) throw tooLarge(bytes);
  let text: string;
  let value: JsonValue;
  try {
    value = parseStrictJson(input, { maxBytes: MAX_EVIDENCE_BYTES });
    text = typeof input === 'string' ? input : fromUtf8(input);
  } catch (error) {
    if (!(error instanceof SealtrailError)) throw error;
    if (error.code === 'JSON_TOO_LARGE') throw tooLarge(utf8(input as string).length);
    throw new FileProblem('file.notJson', { reason: error.message });
  }
  checkMembers(value);
  checkCanonical(text, value);
  return value as unknown as EvidenceFile;
}

function tooLarge(found: number): FileProblem {
  return new FileProblem('file.tooLarge', { limit: MAX_EVIDENCE_BYTES, found });
}

function checkCanonical(text: string, value: JsonValue): void {
  const expected = canonicalJson(value, { allowUnsafeIntegers: true });
  if (text === expected || text === `${expected}\n`) return;
  let offset = 0;
  while (offset < expected.length && text[offset] === expected[offset]) offset++;
  const excerpt = (from: string): string => JSON.stringify(from.slice(offset, offset + 12)).slice(1, -1) || 'the end';
  throw new FileProblem('file.notCanonical', { offset, expected: excerpt(expected), found: excerpt(text) });
}

/** Checks of one member: a predicate and what to call it. */
type Shape = readonly [check: (value: JsonValue) => boolean, expected: string];
const TEXT: Shape = [(value) => typeof value === 'string' && value.length > 0, 'text'];
const OBJECT: Shape = [isJsonObject, 'an object'];
const TEXTS: Shape = [isTexts, 'a list of texts'];
const OBJECT_OR_NULL: Shape = [(value) => value === null || isJsonObject(value), 'an object or null'];
const TWO_LISTS: Shape = [
  (value) => Array.isArray(value) && value.length === 2 && value.every(isTexts),
  'two lists of texts',
];

const FILE = { format: TEXT, credential: TEXT, key: OBJECT, proof: TEXT, anchor: OBJECT_OR_NULL };
const KEY = { statement: TEXT, proof: TEXT };
const ANCHOR = {
  chainId: TEXT,
  contract: TEXT,
  publisher: TEXT,
  header: TEXT,
  accountProof: TEXTS,
  storageProof: TWO_LISTS,
};

function isTexts(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function checkMembers(value: JsonValue): void {
  if (!isJsonObject(value) || value['format'] !== EVIDENCE_FORMAT) {
    const found = isJsonObject(value) ? (JSON.stringify(value['format']) ?? 'none') : 'no object';
    throw new FileProblem('file.wrongFormat', { expected: EVIDENCE_FORMAT, found: found.slice(0, 60) });
  }
  checkShape(value, FILE, '');
  checkShape(value['key'] as JsonObject, KEY, 'key.');
  if (value['anchor'] !== null) checkShape(value['anchor'] as JsonObject, ANCHOR, 'anchor.');
}

function checkShape(object: JsonObject, shape: Readonly<Record<string, Shape>>, prefix: string): void {
  const expected = Object.keys(shape);
  for (const name of Object.keys(object)) {
    if (!Object.hasOwn(shape, name)) {
      throw new FileProblem('file.unknownMember', {
        member: `${prefix}${name}`.slice(0, 60),
        expected: expected.map((each) => prefix + each).join(', '),
      });
    }
  }
  for (const [name, [check, what]] of Object.entries(shape)) {
    const value = object[name];
    if (value === undefined || !check(value)) {
      const found =
        value === undefined
          ? 'nothing'
          : Array.isArray(value)
            ? 'another list'
            : value === null
              ? 'null'
              : typeof value;
      throw new FileProblem('file.wrongMember', { member: prefix + name, expected: what, found });
    }
  }
}
