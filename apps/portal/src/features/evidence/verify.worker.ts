import { pureSuite } from '@sealtrail/crypto/pure-suite';
import type { TrustRoots, VerifyResult } from '@sealtrail/evidence/types';
import { verifyEvidence } from '@sealtrail/evidence/verify-evidence';
import { answerQuestions } from '../../ui/worker-call';

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

answerQuestions(({ text, trust }: VerifyQuestion): VerifyOutcome => {
  const start = performance.now();
  const result = verifyEvidence(text, { trust, suite: pureSuite });
  return { result, milliseconds: Math.max(1, Math.round(performance.now() - start)) };
});
