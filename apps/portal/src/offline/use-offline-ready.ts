'use client';
import { useNetwork } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** Registers the service worker that keeps Verify on this device; tells when it is complete. */
export function useOfflineReady(): 'preparing' | 'online' | 'offline' {
  const { online } = useNetwork();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    let current = true;
    void navigator.serviceWorker
      .register('/sw.js')
      .then(() => navigator.serviceWorker.ready)
      .then(() => current && setReady(true))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, []);
  if (!online) return 'offline';
  return ready ? 'online' : 'preparing';
}
