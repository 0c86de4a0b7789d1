'use client';
import { useCallback, useEffect, useRef } from 'react';
import { WorkerCall } from '../../ui/worker-call';
import type { DocumentCheck } from './check-document';

/** Checks documents in a worker: 10,000 events must not freeze the page. */
export function useDocumentCheck(): (text: string) => Promise<DocumentCheck> {
  const call = useRef<WorkerCall<string, DocumentCheck> | null>(null);
  useEffect(() => {
    const mine = new WorkerCall<string, DocumentCheck>(
      new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' }),
    );
    call.current = mine;
    return () => mine.close();
  }, []);
  return useCallback((text) => call.current?.ask(text) ?? Promise.reject(new Error('The checker is not loaded.')), []);
}
