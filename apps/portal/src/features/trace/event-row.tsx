'use client';
import { IconAlertTriangle, IconTemperature, IconUrgent } from '@tabler/icons-react';
import Link from 'next/link';
import { furthest, type StatusName, type TraceEvent } from '../api/schema-types';
import { eventLink } from '../search/hit-link';
import { Mark, StatusBadge } from '../../ui/status-badge';
import { eventIcon } from './event-icon';
import { geoPoint } from './geo-point';
import { LocalTime } from './local-time';
import { SensorLine } from './sensor-line';
import classes from './event-row.module.css';
import type { TrailLink } from './trace.documents';
import { useTraceWords } from './use-trace-words';
import { isAlarming, isRecall } from './vocabulary';

interface EventRowProps {
  event: TraceEvent;
  /** The item whose trail this is. */
  focus?: string;
  link?: TrailLink;
  via?: string | null;
  /** A status newer than the one the event came with. */
  status?: StatusName;
  /** Timelines have a heading per day and show the time only. */
  showDay?: boolean;
}

/** Coordinates as captured, for those who want to see them. */
const geoTitle = ({ readPoint, readPointLocation }: TraceEvent): string | undefined =>
  readPoint !== null && readPointLocation === null && geoPoint(readPoint) !== undefined ? readPoint : undefined;

/** One event as a sentence, with when, marks and proof status. */
export function EventRow({ event, focus, link = 'OWN', via, status, showDay = true }: EventRowProps) {
  const { t, sentence, disposition, reason, label } = useTraceWords();
  const Icon = eventIcon(event);
  const wrong = event.errorDeclaration !== null;
  const alarm = event.sensorSummary.some((reading) => reading.alarm);
  const recall = isRecall(event.disposition);
  const tone = alarm || recall ? classes.alarming : wrong ? classes.wrong : link === 'OWN' ? '' : classes.related;
  return (
    <li className={`${classes.row} ${tone}`} data-event={event.id}>
      <span className={classes.symbol} aria-hidden>
        <Icon size={20} stroke={1.8} />
      </span>
      <div style={{ minWidth: 0 }}>
        <Link href={eventLink(event.id)} className={classes.sentence} title={geoTitle(event)}>
          {sentence(event, focus)}
        </Link>
        <div className={classes.meta}>
          <LocalTime at={event.eventTime} offset={event.eventTimeZoneOffset} showDay={showDay} />
          {event.disposition !== null && !recall && (
            <Mark tone={isAlarming(event.disposition) ? 'bad' : 'quiet'}>{disposition(event.disposition)}</Mark>
          )}
          {recall && (
            <Mark tone="bad" icon={<IconUrgent size={14} aria-hidden />}>
              {t('marks.recalled')}
            </Mark>
          )}
          {wrong && (
            <Mark tone="warn" icon={<IconAlertTriangle size={14} aria-hidden />}>
              {t('marks.declaredWrong')}
            </Mark>
          )}
          {alarm && (
            <Mark tone="bad" icon={<IconTemperature size={14} aria-hidden />}>
              {t('marks.alarm')}
            </Mark>
          )}
          {link !== 'OWN' && (
            <span title={t(`linkHelp.${link}`)}>
              {via ? t(`link.${link}`, { via: label(via) }) : t(`link.${link}_unknown`)}
            </span>
          )}
          <StatusBadge status={furthest(event.status.status, status)} />
        </div>
        {wrong && event.errorDeclaration?.reason && (
          <div className={classes.meta}>
            {t('event.reason')}: {reason(event.errorDeclaration.reason)}
          </div>
        )}
        <SensorLine readings={event.sensorSummary} />
      </div>
    </li>
  );
}
