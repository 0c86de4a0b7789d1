'use client';
import { useCallback, useEffect, useRef } from 'react';
import type { TrustRoots } from '@sealtrail/evidence/types';
import { WorkerCall } from '../../ui/worker-call';
import type { VerifyOutcome, VerifyQuestion } from './verify.worker';

/** Checks evidence in a worker, which is loaded as soon as the page is. */
export function useVerifier(): (text: string, trust: TrustRoots) => Promise<VerifyOutcome> {
  const call = useRef<WorkerCall<VerifyQuestion, VerifyOutcome> | null>(null);
  useEffect(() => {
    const mine = new WorkerCall<VerifyQuestion, VerifyOutcome>(
      new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' }),
    );
    call.current = mine;
    return () => {
      mine.close();
      call.current = null;
    };
  }, []);
  return useCallback(
    (text, trust) => call.current?.ask({ text, trust }) ?? Promise.reject(new Error('The checker is not loaded.')),
    [],
  );
}
