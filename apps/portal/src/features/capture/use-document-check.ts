'use client';
import { useCallback, useEffect, useRef } from 'react';
import { WorkerCall, WorkerGone } from '../../ui/worker-call';
import type { DocumentCheck } from './check-document';

/** Checks documents in a worker: 10,000 events must not freeze the page. Without a worker it is done here. */
export function useDocumentCheck(): (text: string) => Promise<DocumentCheck> {
  const call = useRef<WorkerCall<string, DocumentCheck> | null>(null);
  useEffect(() => {
    const mine = new WorkerCall<string, DocumentCheck>({
      create: () => new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' }),
      fallback: async (text) => (await import('./check-document')).checkDocument(text, Date.now()),
    });
    call.current = mine;
    return () => {
      mine.close();
      call.current = null;
    };
  }, []);
  return useCallback((text) => call.current?.ask(text) ?? Promise.reject(new WorkerGone('not-loaded')), []);
}
