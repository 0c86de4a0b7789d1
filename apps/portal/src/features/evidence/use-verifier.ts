'use client';
import { useCallback, useEffect, useRef } from 'react';
import type { TrustRoots } from '@sealtrail/evidence/types';
import { useTranslations } from 'use-intl';
import { WorkerCall, WorkerGone } from '../../ui/worker-call';
import type { VerifyOutcome, VerifyQuestion } from './check-evidence';

/** Checks evidence in a worker, which is loaded as soon as the page is. Without a worker it is done here. */
export function useVerifier(): (text: string, trust: TrustRoots) => Promise<VerifyOutcome> {
  const t = useTranslations('evidence');
  const call = useRef<WorkerCall<VerifyQuestion, VerifyOutcome> | null>(null);
  useEffect(() => {
    const mine = new WorkerCall<VerifyQuestion, VerifyOutcome>({
      create: () => new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' }),
      fallback: async (question) => (await import('./check-evidence')).checkEvidence(question),
    });
    call.current = mine;
    return () => {
      mine.close();
      call.current = null;
    };
  }, []);
  return useCallback(
    async (text, trust) => {
      try {
        if (call.current === null) throw new WorkerGone('not-loaded');
        return await call.current.ask({ text, trust });
      } catch (error) {
        // Bad evidence is an outcome; an error means that the checker itself is not there.
        throw new Error(t('noChecker'), { cause: error });
      }
    },
    [t],
  );
}
