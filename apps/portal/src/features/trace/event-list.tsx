'use client';
import { useMemo } from 'react';
import type { TraceEvent } from '../api/schema-types';
import { EventRow } from './event-row';
import classes from './event-row.module.css';
import { useLiveStatus } from './use-live-status';

/** Events one under the other; their proof status moves by itself. */
export function EventList({ events }: { events: readonly TraceEvent[] }) {
  const watched = useMemo(() => events.map((event) => ({ id: event.id, status: event.status.status })), [events]);
  const { statuses } = useLiveStatus(watched);
  return (
    <ul className={classes.list}>
      {events.map((event) => {
        const status = statuses.get(event.id);
        return <EventRow key={event.id} event={event} {...(status === undefined ? {} : { status })} />;
      })}
    </ul>
  );
}
