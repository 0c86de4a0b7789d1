/**
 * English source text of everything verifying says. Parameters stand in braces; translations keep the names.
 * Written for someone on a loading dock or an inspector: what was found first, how to read it after.
 */
export const MESSAGES = {
  'file.passed': 'The file is complete and unabridged ({bytes} bytes).',
  'file.tooLarge': 'The file is too large to be evidence: at most {limit} bytes are expected, it has {found}.',
  'file.notJson': 'The file is not readable: {reason}',
  'file.notCanonical':
    'The file was reformatted: evidence has exactly one form, and from character {offset} on "{expected}" is expected where "{found}" was found. Ask for the original file.',
  'file.wrongFormat': 'The file is not Sealtrail evidence: expected the format "{expected}", found {found}.',
  'file.wrongMember': 'The file is not complete evidence: {member} was expected to be {expected}, found {found}.',
  'file.unknownMember':
    'The file holds something that nobody can verify: {member} has no place in evidence. Expected only {expected}.',
  'file.unread': 'Not checked, because the file cannot be read.',

  'credential.passed':
    'The record carries the notary signature of {origin} and has not been changed since it was signed on {signedAt}.',
  'credential.malformed': 'The record is damaged: {reason}',
  'credential.wrongHeader':
    'The record is not an event record: its header was expected to say {expected}, found {found}.',
  'credential.badSignature':
    'The record was changed after it was signed, or signed by someone else: expected a signature by the notary key {kid}. {reason}',
  'credential.noKey':
    'The signature of the record could not be checked, because the key that should have made it is not in order (see the key step).',

  'disclosures.passed':
    'All {shown} fields shown are those that were signed; {hidden} further fields are kept private.',
  'disclosures.malformed': 'The fields shown are not those that were signed: {reason}',
  'disclosures.incomplete': 'The record lacks {expected}, found only {found}: it cannot be told what happened.',
  'disclosures.wrongTime':
    'The record contradicts itself: it was signed for {expected}, but shows {found} as its time of record.',
  'disclosures.noRecord':
    'The fields could not be checked, because the record itself is damaged (see the credential step).',

  'key.passed':
    'The notary key was entered in the log at position {keyIndex}, before this record, by the holder of the log key.',
  'key.badStatement': 'The notary key is not vouched for: expected a statement signed by the log {origin}. {reason}',
  'key.wrongKey': 'The record names another notary key than the one vouched for: expected {expected}, found {found}.',
  'key.badProof': 'The notary key is not shown to be in the log: {reason}',
  'key.otherCheckpoint':
    'The notary key and the record are shown in two different states of the log, so they need not belong together: expected the state with {expected} entries, found the one with {found}, or another signature of it.',
  'key.tooLate':
    'The notary key was entered in the log after the record it signed: expected a position before {expected}, found {found}.',

  'inclusion.passed': 'The record is entry {index} of {size} in the log.',
  'inclusion.malformed': 'The proof that the record is in the log is damaged: {reason}',
  'inclusion.otherRoot':
    'The record is not entry {index} of this log: expected the log state {expected}, the proof leads to {found}.',
  'inclusion.refused': 'The record is not shown to be entry {index} of {size}: {reason}',
  'inclusion.extra': 'The proof carries data that nobody can verify: expected none, found {found} bytes.',
  'inclusion.noRecord':
    'It could not be checked whether the record is in the log, because the record itself is damaged (see the credential step).',
  'inclusion.noCheckpoint':
    'It could not be checked whether the record is in the log, because the signed state of the log is damaged (see the checkpoint step).',

  'checkpoint.passed': 'The log {origin} signed this state of its {size} entries.',
  'checkpoint.refused': 'The state of the log is not vouched for: expected one signed by {origin}. {reason}',
  'checkpoint.surplus':
    'The state of the log carries additions that nobody can verify: expected one signature and no more, found {found}.',
  'checkpoint.otherLog': 'The record was issued for another log: expected {expected}, found {found}.',
  'checkpoint.noProof':
    'The state of the log could not be checked, because the proof around it is damaged (see the inclusion step).',

  'anchor.passed':
    'Block {block} of chain {chainId} keeps exactly this state of the log, so it cannot be rewritten unnoticed.',
  'anchor.none':
    'The state of the log is published but not yet anchored in the chain: until then only the log itself vouches for it.',
  'anchor.refused': 'The chain is not shown to keep this state of the log: {reason}',
  'anchor.otherHead': 'The chain keeps another state of this log: expected {expected}, found {found}.',
  'anchor.noHeader': 'The anchor could not be checked, because the block is damaged (see the finality step).',
  'anchor.noCheckpoint':
    'The anchor could not be checked, because the state of the log is damaged (see the checkpoint step).',
  'anchor.noChain': 'The anchor could not be checked, because no chain is among the trust roots.',

  'finality.passed':
    'Block {block} of {time} is final: {signers} of {validators} validators sealed it, {quorum} were needed.',
  'finality.none': 'There is no block to check: the state of the log is not anchored yet.',
  'finality.malformed': 'The block is damaged: {reason}',
  'finality.refused': 'The block is not final: {reason}',
  'finality.noChain': 'The block could not be checked, because no chain is among the trust roots.',

  'trust.given': 'Everything was held against trust roots from outside the file: log {origin}, chain {chainId}.',
  'trust.firstUse':
    'This is the first file from {origin}: its log key and chain were pinned now, from the file itself. Compare them with the publisher once; later files must match.',
  'trust.missing':
    'No trust roots were given, so the file was only held against itself: anyone could have made it. Expected the log key and chain of {origin} from a source you trust, found none.',
  'trust.unusable':
    'No trust roots were given, and the file does not name its own log key: nothing signed could be checked.',
  'trust.otherChain':
    'The file speaks of another chain than the trusted one: expected {expected} as {what}, found {found}.',
} as const;

export type MessageId = keyof typeof MESSAGES;
export type MessageParams = Readonly<Record<string, string | number>>;

/** The English sentence of a message. */
export function say(id: MessageId, params: MessageParams): string {
  return MESSAGES[id].replaceAll(/\{([a-zA-Z]+)\}/g, (_, name: string) => String(params[name] ?? '?'));
}
