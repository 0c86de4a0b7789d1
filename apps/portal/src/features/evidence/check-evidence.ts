import { pureSuite } from '@sealtrail/crypto/pure-suite';
import type { TrustRoots, VerifyResult } from '@sealtrail/evidence/types';
import { verifyEvidence } from '@sealtrail/evidence/verify-evidence';

export interface VerifyQuestion {
  /** The file as text, untouched. */
  text: string;
  trust: TrustRoots;
}
export interface VerifyOutcome {
  result: VerifyResult;
  /** Time the check took, in milliseconds. */
  milliseconds: number;
}

/** Verifies an evidence file against trust roots and takes the time. */
export function checkEvidence({ text, trust }: VerifyQuestion): VerifyOutcome {
  const start = performance.now();
  const result = verifyEvidence(text, { trust, suite: pureSuite });
  return { result, milliseconds: Math.max(1, Math.round(performance.now() - start)) };
}
