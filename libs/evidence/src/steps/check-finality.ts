import { fromHex0x, toHex0x } from '@sealtrail/bytes/hex';
import { verifySeals } from '@sealtrail/chain-client/seals';
import { attempt } from './read-parts.js';
import { failed, passed, skipped, type StepInput, type StepOutcome, timeText } from './step.js';

/** A quorum of the trusted validators sealed the block: it can no longer be replaced by another. */
export function checkFinality({ suite, parts, trust }: StepInput): StepOutcome {
  const { header } = parts;
  if (header === undefined) return skipped('finality', 'finality.none');
  if (!header.ok) return failed('finality', 'finality.malformed', { reason: header.reason }, header.code);
  if (trust?.chain === undefined || trust.chain === null) return skipped('finality', 'finality.noChain');
  const validators = trust.chain.validators.map(fromHex0x);
  const seals = attempt(() => verifySeals({ header: header.value, validators, suite }));
  if (!seals.ok) return failed('finality', 'finality.refused', { reason: seals.reason }, seals.code);
  const { signers, quorum } = seals.value;
  const time = timeText(header.value.timestamp);
  const params = {
    block: String(header.value.number),
    time,
    signers: signers.length,
    validators: validators.length,
    quorum,
  };
  return passed('finality', 'finality.passed', params, { blockTime: time, signers: signers.map(toHex0x), quorum });
}
