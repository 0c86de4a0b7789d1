'use client';
import { useFormatter } from 'use-intl';

/** An instant as the reader's clock shows it, with the exact text on hover. */
export function When({ at, seconds = false }: { at: string; seconds?: boolean }) {
  const format = useFormatter();
  return (
    <time dateTime={at} title={at} className="st-tabular">
      {format.dateTime(new Date(at), {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        ...(seconds ? { second: '2-digit' } : {}),
      })}
    </time>
  );
}
