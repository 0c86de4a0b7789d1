'use client';
import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { eventsAddress } from '../trace/event-address';
import { EventList } from '../trace/event-list';
import { EVENTS, type EventFilter } from '../trace/trace.documents';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';

/** What a list of recent events is about: its title, and what is said when there are none. */
export type RecentKind = 'events' | 'captures' | 'movements' | 'arrivals' | 'sensor';

interface RecentEventsProps {
  kind: RecentKind;
  filter: EventFilter;
  first?: number;
  /** Offer capture when there is nothing. */
  capture?: boolean;
}

/** The newest events under a filter. */
export function RecentEvents({ kind, filter, first = 8, capture = false }: RecentEventsProps) {
  const t = useTranslations('home');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['recent', filter, first],
    queryFn: ({ signal }) => execute(EVENTS, { filter, first, after: null }, signal),
    refetchInterval: 15_000,
  });
  const events = data?.events.nodes ?? [];
  return (
    <Section
      flush
      title={t(`recent.${kind}.title`)}
      aside={
        events.length > 0 && (
          <Anchor component={Link} href={eventsAddress(filter)} size="sm">
            {t(`recent.${kind}.all`)}
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
          title={t(`recent.${kind}.emptyTitle`)}
          text={t(`recent.${kind}.emptyText`)}
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
