import { failed, passed, type StepInput, type StepOutcome } from './step.js';

/** Says what everything was held against, and that the file speaks of the same chain, contract and publisher. */
export function checkTrust({ file, trust, trustSource }: StepInput): StepOutcome {
  if (trust === undefined) return failed('trust', 'trust.unusable', {}, 'TRUST_UNREADABLE');
  const { log, chain } = trust;
  if (trustSource === 'missing') return failed('trust', 'trust.missing', { origin: log.origin }, 'TRUST_UNREADABLE');
  if (file.anchor !== null && chain !== null) {
    for (const what of ['chainId', 'contract', 'publisher'] as const) {
      const [expected, found] = [chain[what], file.anchor[what].slice(0, 100)];
      if (found !== expected) return failed('trust', 'trust.otherChain', { what, expected, found }, 'TRUST_MISMATCH');
    }
  }
  return trustSource === 'firstUse'
    ? passed('trust', 'trust.firstUse', { origin: log.origin })
    : passed('trust', 'trust.given', { origin: log.origin, chainId: chain?.chainId ?? 'none' });
}
