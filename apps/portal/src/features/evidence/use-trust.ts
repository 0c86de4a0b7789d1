'use client';
import type { TrustRoots } from '@sealtrail/evidence/types';
import { useCallback, useEffect, useState } from 'react';
import { comparePin, type Pin, type PinSource, readPin, readTrust, writePin } from './pinned-trust';

export interface TrustState {
  /** undefined while it is being read. */
  state: 'reading' | 'none' | 'pinned' | 'mismatch';
  pin: Pin | undefined;
  /** Roots published now that differ from the pinned ones. */
  offered: TrustRoots | undefined;
  /** Whether the published roots could be read this time. */
  published: boolean;
  replace: (trust: TrustRoots, source: PinSource) => void;
}

/** Milliseconds that the published roots may take before the page goes on without them. */
const READ_WITHIN = 8000;

/** The trust roots of this device: pinned on first use, held against the published ones whenever those can be read. */
export function useTrust(): TrustState {
  const [value, setValue] = useState<Omit<TrustState, 'replace'>>({
    state: 'reading',
    pin: undefined,
    offered: undefined,
    published: false,
  });
  useEffect(() => {
    let current = true;
    const look = async (): Promise<void> => {
      let pin = readPin(localStorage);
      // What is pinned counts at once; what is published now can only raise an alarm.
      const known = pin;
      if (known !== undefined)
        setValue((before) => (before.state === 'reading' ? { ...before, state: 'pinned', pin: known } : before));
      const published = await fetch('/api/trust', { signal: AbortSignal.timeout(READ_WITHIN) })
        .then(async (answer) => (answer.ok ? readTrust(await answer.json()) : undefined))
        .catch(() => undefined);
      if (!current) return;
      const comparison = published === undefined ? undefined : comparePin(pin, published);
      if (comparison === 'first-use' && published !== undefined)
        pin = writePin(localStorage, published, 'first-use', new Date());
      const mismatch = comparison === 'mismatch';
      setValue({
        state: mismatch ? 'mismatch' : pin === undefined ? 'none' : 'pinned',
        pin,
        offered: mismatch ? published : undefined,
        published: published !== undefined,
      });
    };
    const again = (): void => void look();
    again();
    globalThis.addEventListener('online', again);
    return () => {
      current = false;
      globalThis.removeEventListener('online', again);
    };
  }, []);
  const replace = useCallback((trust: TrustRoots, source: PinSource) => {
    const pin = writePin(localStorage, trust, source, new Date());
    setValue((known) => ({ ...known, state: 'pinned', pin, offered: undefined }));
  }, []);
  return { ...value, replace };
}
