'use client';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { localParts } from './event-time';

/** Time at the place of the event with its offset; the reader's own time on hover. */
export function LocalTime({ at, offset, showDay = true }: { at: string; offset: string; showDay?: boolean }) {
  const t = useTranslations('trace');
  const format = useFormatter();
  const parts = localParts(at, offset, useLocale());
  const reader = format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <time dateTime={at} title={t('time.readerTime', { time: reader })} className="st-tabular">
      {showDay ? `${parts.day}, ` : ''}
      {parts.time} {parts.offset}
    </time>
  );
}
