'use client';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { EventList } from '../trace/event-list';
import { EVENTS } from '../trace/trace.documents';
import { isRecall } from '../trace/vocabulary';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';

const LOOKED_AT = 100;

/** Recalls and error declarations among the latest events; it says how far it looked. */
export function Watchlist() {
  const t = useTranslations('home');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['watchlist'],
    queryFn: ({ signal }) => execute(EVENTS, { filter: {}, first: LOOKED_AT, after: null }, signal),
    refetchInterval: 30_000,
  });
  const events = data?.events.nodes ?? [];
  const found = events.filter((event) => event.errorDeclaration !== null || isRecall(event.disposition));
  return (
    <Section
      flush
      title={t('watch.title')}
      aside={
        <Text size="sm" c="dimmed">
          {t('watch.lead', { count: events.length })}
        </Text>
      }
    >
      {isPending ? (
        <ListSkeleton rows={2} />
      ) : error !== null && data === undefined ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : found.length === 0 ? (
        <EmptyState Icon={IconCircleCheck} title={t('watch.emptyTitle')} text={t('watch.emptyText')} />
      ) : (
        <EventList events={found} />
      )}
    </Section>
  );
}
