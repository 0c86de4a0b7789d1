'use client';
import { Anchor, Group } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { eventsAddress } from '../trace/event-address';
import { EventList } from '../trace/event-list';
import { EVENTS, type EventFilter } from '../trace/trace.documents';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';
import { newestOf } from './newest-of';

const WATCHED = {
  recalls: { dispositions: ['recalled'] },
  wrong: { errorDeclaration: true },
} satisfies Record<string, EventFilter>;
const KINDS = ['recalls', 'wrong'] as const;
const SHOWN = 6;

/** The newest recalls and error declarations of all events that the reader may see. */
export function Watchlist() {
  const t = useTranslations('home');
  const answers = useQueries({
    queries: KINDS.map((kind) => ({
      queryKey: ['watchlist', kind],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        execute(EVENTS, { filter: WATCHED[kind], first: SHOWN, after: null }, signal),
      refetchInterval: 30_000,
    })),
  });
  const failed = answers.find((answer) => answer.error !== null && answer.data === undefined);
  const found = newestOf(
    answers.map((answer) => answer.data?.events.nodes ?? []),
    SHOWN,
  );
  return (
    <Section
      flush
      title={t('watch.title')}
      aside={
        found.length > 0 && (
          <Group gap="md">
            {KINDS.map((kind) => (
              <Anchor key={kind} component={Link} href={eventsAddress(WATCHED[kind])} size="sm">
                {t(`watch.${kind}`)}
              </Anchor>
            ))}
          </Group>
        )
      }
    >
      {failed !== undefined ? (
        <ErrorState error={failed.error} retry={() => void failed.refetch()} />
      ) : answers.some((answer) => answer.isPending) ? (
        <ListSkeleton rows={2} />
      ) : found.length === 0 ? (
        <EmptyState Icon={IconCircleCheck} title={t('watch.emptyTitle')} text={t('watch.emptyText')} />
      ) : (
        <EventList events={found} />
      )}
    </Section>
  );
}
