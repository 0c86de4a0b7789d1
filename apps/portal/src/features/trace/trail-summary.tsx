'use client';
import type { ReactNode } from 'react';
import { Mark } from '../../ui/status-badge';
import { LocalTime } from './local-time';
import classes from './trail-summary.module.css';
import { summariseTrail } from './summarise-trail';
import type { ItemHead, TrailEntry } from './trace.documents';
import { useTraceWords } from './use-trace-words';
import { isAlarming } from './vocabulary';
import type { TraceEvent } from '../api/schema-types';

/** Registered places say whose they are; of others the reader needs to know who was there. */
const isNamed = (event: TraceEvent): boolean =>
  (event.readPoint === null ? event.bizLocationLocation : event.readPointLocation) !== null;

/** Made where, seen last where, in which state, with what on the way: a long trail in one look. */
export function TrailSummary({ item, entries }: { item: ItemHead; entries: readonly TrailEntry[] }) {
  const { t, place, disposition } = useTraceWords();
  const { made, last, alarms, recalled } = summariseTrail(entries, item.id);
  const placeOf = (event: TraceEvent): string | undefined =>
    place(event.readPoint, event.readPointLocation) ?? place(event.bizLocation, event.bizLocationLocation);
  const scene = (event: TraceEvent): ReactNode => (
    <>
      <div>
        {isNamed(event)
          ? placeOf(event)
          : t('summary.byAt', { actor: event.capturedBy.name, place: placeOf(event) ?? 'none' })}
      </div>
      <div className={classes.when}>
        <LocalTime at={event.eventTime} offset={event.eventTimeZoneOffset} />
      </div>
    </>
  );
  const rows: [string, ReactNode][] = [];
  if (made !== undefined) rows.push([t('summary.made'), scene(made)]);
  if (last !== undefined) rows.push([t('summary.now'), scene(last)]);
  if (item.lastDisposition !== null || recalled)
    rows.push([
      t('summary.state'),
      <div key="state" className={classes.marks}>
        {item.lastDisposition !== null && (
          <Mark tone={isAlarming(item.lastDisposition) ? 'bad' : 'good'}>{disposition(item.lastDisposition)}</Mark>
        )}
        {recalled && !isAlarming(item.lastDisposition) && <Mark tone="bad">{t('summary.recalled')}</Mark>}
      </div>,
    ]);
  rows.push([
    t('summary.alarms'),
    <Mark key="alarms" tone={alarms > 0 ? 'bad' : 'quiet'}>
      {alarms > 0 ? t('summary.alarmCount', { count: alarms }) : t('summary.noAlarm')}
    </Mark>,
  ]);
  return (
    <dl className={classes.summary} aria-label={t('summary.label')}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
