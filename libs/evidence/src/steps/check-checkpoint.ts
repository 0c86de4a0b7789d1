import { openCheckpoint } from '@sealtrail/tlog/checkpoint';
import { attempt } from './read-parts.js';
import { failed, passed, skipped, type StepInput, type StepOutcome } from './step.js';

/** The state of the log is signed by the log key alone, and the record was issued for that log. */
export function checkCheckpoint({ suite, parts }: StepInput): StepOutcome {
  const { proof, logKey, credential } = parts;
  if (!proof.ok) return skipped('checkpoint', 'checkpoint.noProof');
  if (!logKey.ok)
    return failed('checkpoint', 'checkpoint.refused', { origin: 'a trusted log', reason: logKey.reason }, logKey.code);
  const origin = logKey.value.name;
  const opened = attempt(() => openCheckpoint(suite, proof.value.checkpoint, logKey.value));
  if (!opened.ok) return failed('checkpoint', 'checkpoint.refused', { origin, reason: opened.reason }, opened.code);
  const { checkpoint, note } = opened.value;
  const surplus = [
    ...note.unknown.map(({ name }) => `a signature of ${name}`),
    ...checkpoint.extensions.map(() => 'an extension line'),
  ];
  if (surplus.length > 0)
    return failed('checkpoint', 'checkpoint.surplus', { found: surplus.join(', ').slice(0, 300) });
  const issuer = credential.ok ? credential.value.jws.payload['iss'] : undefined;
  if (credential.ok && issuer !== origin) {
    return failed('checkpoint', 'checkpoint.otherLog', {
      expected: origin,
      found: (JSON.stringify(issuer) ?? 'none').slice(0, 200),
    });
  }
  return passed(
    'checkpoint',
    'checkpoint.passed',
    { origin, size: String(checkpoint.size) },
    { origin, treeSize: String(checkpoint.size) },
  );
}
