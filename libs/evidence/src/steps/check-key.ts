import { equalBytes } from '@sealtrail/bytes/equal';
import { leafHash } from '@sealtrail/merkle/hashing';
import { rootFromInclusion } from '@sealtrail/merkle/inclusion-proof';
import { openCheckpoint, parseCheckpoint } from '@sealtrail/tlog/checkpoint';
import { parseNote } from '@sealtrail/tlog/note';
import { logEntry } from '../credential.js';
import { attempt } from './read-parts.js';
import { failed, passed, type StepInput, type StepOutcome } from './step.js';

/** The notary key is vouched for by the log key, in the same state of the same log, at an earlier position. */
export function checkKey({ suite, file, parts }: StepInput): StepOutcome {
  const { statement, keyProof, proof, credential, logKey } = parts;
  if (!statement.ok) {
    const origin = logKey.ok ? logKey.value.name : 'a trusted log';
    return failed('key', 'key.badStatement', { origin, reason: statement.reason }, statement.code);
  }
  const kid = credential.ok ? credential.value.jws.header['kid'] : undefined;
  if (typeof kid === 'string' && kid !== statement.value.kid) {
    return failed('key', 'key.wrongKey', { expected: statement.value.kid, found: kid.slice(0, 100) });
  }
  if (!keyProof.ok) return failed('key', 'key.badProof', { reason: keyProof.reason }, keyProof.code);
  const { index, hashes, checkpoint, extra } = keyProof.value;
  if (extra !== undefined)
    return failed('key', 'key.badProof', {
      reason: `It carries ${extra.length} bytes that nobody can verify, expected none.`,
    });
  const state = attempt(() => parseCheckpoint(parseNote(checkpoint).text));
  if (!state.ok) return failed('key', 'key.badProof', { reason: state.reason }, state.code);
  // One checkpoint for both proofs: two could show different histories to different readers.
  if (logKey.ok && !(proof.ok && checkpoint === proof.value.checkpoint)) {
    const own = attempt(() => openCheckpoint(suite, checkpoint, logKey.value));
    if (!own.ok) return failed('key', 'key.badProof', { reason: own.reason }, own.code);
    // When the record's own checkpoint does not hold, that is for the checkpoint step to say.
    const ofRecord = proof.ok ? attempt(() => openCheckpoint(suite, proof.value.checkpoint, logKey.value)) : undefined;
    if (ofRecord?.ok) {
      const params = { expected: String(ofRecord.value.checkpoint.size), found: String(state.value.size) };
      return failed('key', 'key.otherCheckpoint', params);
    }
  }
  const { size, root } = state.value;
  const claim = {
    leafHash: leafHash(suite.sha256, logEntry(suite.sha256, file.key.statement)),
    index,
    size,
    proof: hashes,
  };
  const found = attempt(() => rootFromInclusion(suite.sha256, claim));
  if (!found.ok) return failed('key', 'key.badProof', { reason: found.reason }, found.code);
  if (!equalBytes(found.value, root)) {
    return failed('key', 'key.badProof', {
      reason: `Expected entry ${index} of the ${size} in the log, found that the proof leads to another log state.`,
    });
  }
  if (proof.ok && index >= proof.value.index)
    return failed('key', 'key.tooLate', { expected: String(proof.value.index), found: String(index) });
  return passed('key', 'key.passed', { keyIndex: String(index) });
}
