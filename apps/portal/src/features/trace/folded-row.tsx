'use client';
import { Button, Collapse } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { IconChevronDown, IconTemperature } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormatter, useLocale } from 'use-intl';
import { furthest, STATUS_NAMES, type StatusName } from '../api/schema-types';
import { Mark, StatusBadge } from '../../ui/status-badge';
import { unitSign } from './describe-items';
import { eventIcon } from './event-icon';
import classes from './event-row.module.css';
import { localParts } from './event-time';
import { readingsInShort, type TrailLine } from './fold-trail';
import { LocalTime } from './local-time';
import { useTraceWords } from './use-trace-words';

interface FoldedRowProps {
  line: TrailLine;
  focus: string;
  /** Statuses newer than those the events came with, by event id. */
  statuses: ReadonlyMap<string, StatusName>;
  /** The folded events, each as a row of its own. */
  children: ReactNode;
}

/** A run of similar events as one line that opens. */
export function FoldedRow({ line, focus, statuses, children }: FoldedRowProps) {
  const { t, sentence, place, label } = useTraceWords();
  const format = useFormatter();
  const locale = useLocale();
  const [open, { toggle }] = useDisclosure(false);
  const region = useId();
  const first = line.entries[0];
  const last = line.entries.at(-1) ?? first;
  const { event, link, via } = first;
  const until = localParts(last.event.eventTime, last.event.eventTimeZoneOffset, locale).time;
  const short = readingsInShort(line.entries);
  const readings = line.kind === 'readings';
  const alarm = readings && short.outside > 0;
  const amount = (value: number | undefined): string =>
    value === undefined
      ? ''
      : `${format.number(value, { maximumFractionDigits: 2 })}${short.uom === null ? '' : ` ${unitSign(short.uom)}`}`;
  const at = place(event.readPoint, event.readPointLocation);
  const text = readings
    ? t('fold.readings', {
        count: short.count,
        actor: event.capturedBy.name,
        where: short.onTheRoad ? 'road' : at === undefined ? 'none' : 'at',
        place: at ?? 'none',
        outside: short.outside,
        span: short.span,
        low: amount(short.low),
        high: amount(short.high),
      })
    : sentence(event, focus);
  // A run is as well proven as its last event to get there.
  const reached = line.entries.map(({ event: one }) =>
    STATUS_NAMES.indexOf(furthest(one.status.status, statuses.get(one.id))),
  );
  const status = STATUS_NAMES[Math.min(...reached)] ?? 'RECORDED';
  const Icon = readings ? IconTemperature : eventIcon(event);
  const tone = alarm ? classes.alarming : link === 'OWN' ? '' : classes.related;
  return (
    <li className={`${classes.row} ${tone}`} data-folded={line.kind}>
      <span className={classes.symbol} aria-hidden>
        <Icon size={20} stroke={1.8} />
      </span>
      <div style={{ minWidth: 0 }}>
        <div className={classes.sentence}>{text}</div>
        <div className={classes.meta}>
          <LocalTime at={event.eventTime} offset={event.eventTimeZoneOffset} showDay={false} />
          <span>
            {readings
              ? t('fold.until', { time: until })
              : t('fold.more', { count: line.entries.length - 1, time: until })}
          </span>
          {alarm && (
            <Mark tone="bad" icon={<IconTemperature size={14} aria-hidden />}>
              {t('marks.alarm')}
            </Mark>
          )}
          {link !== 'OWN' && readings && (
            <span title={t(`linkHelp.${link}`)}>
              {via ? t(`link.${link}`, { via: label(via) }) : t(`link.${link}_unknown`)}
            </span>
          )}
          <StatusBadge status={status} />
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={open}
            aria-controls={region}
            rightSection={
              <IconChevronDown size={16} aria-hidden style={open ? { transform: 'rotate(180deg)' } : undefined} />
            }
            onClick={toggle}
          >
            {open ? t('fold.hide') : t('fold.show', { count: line.entries.length })}
          </Button>
        </div>
      </div>
      <Collapse expanded={open} id={region} className={classes.unfolded}>
        {open && <ol className={classes.list}>{children}</ol>}
      </Collapse>
    </li>
  );
}
