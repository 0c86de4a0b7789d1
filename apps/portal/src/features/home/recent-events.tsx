'use client';
import { Anchor, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { EventList } from '../trace/event-list';
import { EVENTS, type EventFilter } from '../trace/trace.documents';
import { cbvWord } from '../trace/vocabulary';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';

/** How far back to look for certain steps; the API filters by one step only. */
const LOOKED_AT = 60;

interface RecentEventsProps {
  title: string;
  filter: EventFilter;
  /** Only these business steps. */
  steps?: readonly string[];
  first?: number;
  capture?: boolean;
}

/** The newest events under a filter. */
export function RecentEvents({ title, filter, steps, first = 8, capture = false }: RecentEventsProps) {
  const t = useTranslations('home');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['recent', filter, steps === undefined ? first : LOOKED_AT],
    queryFn: ({ signal }) =>
      execute(EVENTS, { filter, first: steps === undefined ? first : LOOKED_AT, after: null }, signal),
    refetchInterval: 15_000,
  });
  const nodes = data?.events.nodes ?? [];
  const events = nodes
    .filter((event) => steps === undefined || (event.bizStep !== null && steps.includes(cbvWord(event.bizStep))))
    .slice(0, first);
  const address = new URLSearchParams({ ...filter }).toString();
  return (
    <Section
      flush
      title={title}
      aside={
        steps !== undefined && nodes.length > 0 ? (
          <Text size="sm" c="dimmed">
            {t('recent.within', { count: nodes.length })}
          </Text>
        ) : (
          <Anchor component={Link} href={`/events${address === '' ? '' : `?${address}`}`} size="sm">
            {t('recent.all')}
          </Anchor>
        )
      }
    >
      {isPending ? (
        <ListSkeleton rows={3} />
      ) : error !== null && data === undefined ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : events.length === 0 ? (
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
        <EventList events={events} />
      )}
    </Section>
  );
}
