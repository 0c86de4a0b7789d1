'use client';
import { Fragment, useMemo } from 'react';
import { useLocale } from 'use-intl';
import { EventRow } from './event-row';
import classes from './event-row.module.css';
import { localParts } from './event-time';
import type { TrailEntry } from './trace.documents';
import { useLiveStatus } from './use-live-status';

/** The trail of an item: a heading per day, a sentence per event. */
export function TrailTimeline({ entries, focus }: { entries: readonly TrailEntry[]; focus: string }) {
  const locale = useLocale();
  const watched = useMemo(() => entries.map(({ event }) => ({ id: event.id, status: event.status.status })), [entries]);
  const { statuses } = useLiveStatus(watched);
  const days = useMemo(() => {
    const groups: { day: string; entries: TrailEntry[] }[] = [];
    for (const entry of entries) {
      const { day } = localParts(entry.event.eventTime, entry.event.eventTimeZoneOffset, locale);
      const last = groups.at(-1);
      if (last?.day === day) last.entries.push(entry);
      else groups.push({ day, entries: [entry] });
    }
    return groups;
  }, [entries, locale]);
  return (
    <div className={classes.timeline}>
      {days.map((group, index) => (
        <Fragment key={`${group.day}.${index}`}>
          <h3 className={classes.day}>{group.day}</h3>
          <ol className={classes.list}>
            {group.entries.map(({ event, link, via }) => {
              const status = statuses.get(event.id);
              return (
                <EventRow
                  key={`${event.id}.${via ?? ''}`}
                  event={event}
                  focus={focus}
                  link={link}
                  via={via}
                  showDay={false}
                  {...(status === undefined ? {} : { status })}
                />
              );
            })}
          </ol>
        </Fragment>
      ))}
    </div>
  );
}
