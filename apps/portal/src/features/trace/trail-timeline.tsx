'use client';
import { useMemo } from 'react';
import { useLocale } from 'use-intl';
import { EventRow } from './event-row';
import classes from './event-row.module.css';
import { localParts, wallClock } from './event-time';
import { FoldedRow } from './folded-row';
import { foldTrail, type TrailLine } from './fold-trail';
import type { TrailEntry } from './trace.documents';
import { useLiveStatus } from './use-live-status';
import { useTraceWords } from './use-trace-words';

interface TrailTimelineProps {
  /** Oldest first. */
  entries: readonly TrailEntry[];
  focus: string;
  newestFirst: boolean;
}

interface Day {
  name: string;
  /** Part of the address that leads here. */
  anchor: string;
  lines: TrailLine[];
}

/** With fewer days there is nothing to jump over. */
const MIN_DAYS_TO_JUMP = 4;

const turned = <Value,>(list: readonly Value[], newestFirst: boolean): readonly Value[] =>
  newestFirst ? [...list].reverse() : list;

function daysOf(entries: readonly TrailEntry[], locale: string): Day[] {
  const days: { name: string; anchor: string; entries: TrailEntry[] }[] = [];
  for (const entry of entries) {
    const { eventTime, eventTimeZoneOffset } = entry.event;
    const name = localParts(eventTime, eventTimeZoneOffset, locale).day;
    const last = days.at(-1);
    if (last?.name === name) last.entries.push(entry);
    else {
      const date = wallClock(eventTime, eventTimeZoneOffset).toISOString().slice(0, 10);
      // Offsets differ along the way, so that a day may come up twice.
      const again = days.filter(({ anchor }) => anchor.startsWith(`day-${date}`)).length;
      days.push({ name, anchor: again === 0 ? `day-${date}` : `day-${date}.${again}`, entries: [entry] });
    }
  }
  return days.map(({ name, anchor, entries: ofDay }) => ({ name, anchor, lines: foldTrail(ofDay) }));
}

/** The trail of an item: a heading per day, a sentence per event or run of similar events. */
export function TrailTimeline({ entries, focus, newestFirst }: TrailTimelineProps) {
  const { t } = useTraceWords();
  const locale = useLocale();
  const watched = useMemo(() => entries.map(({ event }) => ({ id: event.id, status: event.status.status })), [entries]);
  const { statuses } = useLiveStatus(watched);
  const days = useMemo(() => turned(daysOf(entries, locale), newestFirst), [entries, locale, newestFirst]);
  const row = ({ event, link, via }: TrailEntry) => {
    const status = statuses.get(event.id);
    return (
      <EventRow
        key={`${event.status.leafIndex}.${via ?? ''}`}
        event={event}
        focus={focus}
        link={link}
        via={via}
        showDay={false}
        {...(status === undefined ? {} : { status })}
      />
    );
  };
  return (
    <>
      {days.length >= MIN_DAYS_TO_JUMP && (
        <nav className={classes.jump} aria-label={t('order.days')}>
          {days.map(({ anchor, name }) => (
            <a key={anchor} href={`#${anchor}`}>
              {name.replace(/[,]? \d{4}$/, '')}
            </a>
          ))}
        </nav>
      )}
      <div className={classes.timeline}>
        {days.map(({ name, anchor, lines }) => (
          <section key={anchor} aria-labelledby={anchor}>
            <h3 className={classes.day} id={anchor}>
              {name}
            </h3>
            <ol className={classes.list}>
              {turned(lines, newestFirst).map((line) =>
                line.kind === 'event' ? (
                  row(line.entries[0])
                ) : (
                  <FoldedRow
                    key={`${line.kind}.${line.entries[0].event.status.leafIndex}`}
                    line={line}
                    focus={focus}
                    statuses={statuses}
                  >
                    {turned(line.entries, newestFirst).map(row)}
                  </FoldedRow>
                ),
              )}
            </ol>
          </section>
        ))}
      </div>
    </>
  );
}
