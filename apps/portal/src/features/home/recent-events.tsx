'use client';
import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { EventList } from '../trace/event-list';
import { EVENTS, type EventFilter } from '../trace/trace.documents';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';

/** The newest events under a filter. */
export function RecentEvents({ title, filter, first = 8, capture = false }: { title: string; filter: EventFilter; first?: number; capture?: boolean }) {
  const t = useTranslations('home');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['recent', filter, first],
    queryFn: ({ signal }) => execute(EVENTS, { filter, first, after: null }, signal),
    refetchInterval: 15_000,
  });
  const address = new URLSearchParams({ ...filter }).toString();
  return (
    <Section
      flush
      title={title}
      aside={
        <Anchor component={Link} href={`/events${address === '' ? '' : `?${address}`}`} size="sm">
          {t('recent.all')}
        </Anchor>
      }
    >
      {isPending ? (
        <ListSkeleton rows={3} />
      ) : error !== null && data === undefined ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : data.events.nodes.length === 0 ? (
        <EmptyState
          Icon={IconTimeline}
          title={t('recent.emptyTitle')}
          text={capture ? t('recent.emptyText') : t('recent.emptyReadText')}
          action={
            capture && (
              <Button component={Link} href="/capture">
                {t('recent.capture')}
              </Button>
            )
          }
        />
      ) : (
        <EventList events={data.events.nodes} />
      )}
    </Section>
  );
}
