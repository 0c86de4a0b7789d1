import { toBase64 } from '@sealtrail/bytes/base64';
import { equalBytes } from '@sealtrail/bytes/equal';
import { leafHash } from '@sealtrail/merkle/hashing';
import { rootFromInclusion } from '@sealtrail/merkle/inclusion-proof';
import { logEntry } from '../credential.js';
import { attempt } from './read-parts.js';
import { failed, passed, skipped, type StepInput, type StepOutcome } from './step.js';

/** The signed record is the entry at that position of the log state that the file shows. */
export function checkInclusion({ suite, parts }: StepInput): StepOutcome {
  const { proof, credential, checkpoint } = parts;
  if (!proof.ok) return failed('inclusion', 'inclusion.malformed', { reason: proof.reason }, proof.code);
  const { index, hashes, extra } = proof.value;
  if (extra !== undefined) return failed('inclusion', 'inclusion.extra', { found: extra.length });
  if (!credential.ok) return skipped('inclusion', 'inclusion.noRecord');
  if (!checkpoint.ok) return skipped('inclusion', 'inclusion.noCheckpoint');
  const { size, root } = checkpoint.value;
  const claim = {
    leafHash: leafHash(suite.sha256, logEntry(suite.sha256, credential.value.jws.text)),
    index,
    size,
    proof: hashes,
  };
  const found = attempt(() => rootFromInclusion(suite.sha256, claim));
  if (!found.ok)
    return failed(
      'inclusion',
      'inclusion.refused',
      { index: String(index), size: String(size), reason: found.reason },
      found.code,
    );
  if (!equalBytes(found.value, root)) {
    return failed(
      'inclusion',
      'inclusion.otherRoot',
      { index: String(index), expected: toBase64(root), found: toBase64(found.value) },
      'MERKLE_BAD_PROOF',
    );
  }
  return passed(
    'inclusion',
    'inclusion.passed',
    { index: String(index), size: String(size) },
    { leafIndex: String(index) },
  );
}
