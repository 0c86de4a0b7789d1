'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { StatusName } from '../api/schema-types';
import type { StatusChange } from './trace.documents';

const MAX_WATCHED = 100;

/**
 * Follows the status of events that are not anchored yet, over server-sent events.
 * @returns the newest status per event id, and whether the stream is open
 */
export function useLiveStatus(events: readonly { id: string; status: StatusName }[]): {
  statuses: ReadonlyMap<string, StatusName>;
  live: boolean;
} {
  const client = useQueryClient();
  const [statuses, setStatuses] = useState<ReadonlyMap<string, StatusName>>(new Map());
  const [live, setLive] = useState(false);
  const wanted = useMemo(
    () =>
      events
        .filter((event) => event.status !== 'ANCHORED')
        .slice(0, MAX_WATCHED)
        .map((event) => event.id)
        .join('\n'),
    [events],
  );
  useEffect(() => {
    if (wanted === '') return undefined;
    const source = new EventSource(
      `/api/live?${wanted
        .split('\n')
        .map((id) => `id=${encodeURIComponent(id)}`)
        .join('&')}`,
    );
    source.addEventListener('open', () => setLive(true));
    source.addEventListener('error', () => setLive(false));
    source.addEventListener('status', ({ data }: MessageEvent<string>) => {
      const change = JSON.parse(data) as StatusChange;
      setStatuses((known) => new Map(known).set(change.eventId, change.status));
      // Checkpoint and anchor facts come with the event itself.
      void client.invalidateQueries({ queryKey: ['event', change.eventId] });
    });
    source.addEventListener('done', () => {
      setLive(false);
      source.close();
    });
    return () => source.close();
  }, [wanted, client]);
  return { statuses, live };
}
