'use client';
import { Button, Center, CloseButton, Group, Select, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconTimeline } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { execute } from '../api/execute';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { EventList } from './event-list';
import { EVENTS, type EventFilter } from './trace.documents';
import { useTraceWords } from './use-trace-words';
import { BIZ_STEPS } from './vocabulary';

const FILTERS = ['location', 'organisation', 'bizStep', 'item', 'type', 'captureJobId'] as const;

/** All visible events, newest first; the filter is in the address and can be shared. */
export function EventsPage({ mayCapture }: { mayCapture: boolean }) {
  const { t, step, label } = useTraceWords();
  const router = useRouter();
  const parameters = useSearchParams();
  const filter: EventFilter = Object.fromEntries(
    FILTERS.flatMap((name) => (parameters.get(name) ? [[name, parameters.get(name)]] : [])),
  );
  const { data, error, isPending, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['events', filter],
    queryFn: ({ pageParam, signal }) => execute(EVENTS, { filter, first: 25, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ events }) => (events.pageInfo.hasNextPage ? events.pageInfo.endCursor : undefined),
  });
  const events = data?.pages.flatMap((page) => page.events.nodes) ?? [];
  const change = (name: string, value: string | null): void => {
    const next = new URLSearchParams(parameters);
    if (value === null) next.delete(name);
    else next.set(name, value);
    router.push(`/events?${next.toString()}`);
  };
  const shown = (name: (typeof FILTERS)[number], value: string): string =>
    name === 'bizStep' ? step(value) : name === 'item' || name === 'location' ? label(value) : value;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        actions={
          <Select
            aria-label={t('list.steps')}
            placeholder={t('list.all')}
            data={BIZ_STEPS.map((value) => ({ value, label: step(value) }))}
            value={filter.bizStep ?? null}
            onChange={(value) => change('bizStep', value)}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('list.clear') }}
            size="md"
          />
        }
      />
      <Stack>
        {FILTERS.some((name) => filter[name] !== undefined && name !== 'bizStep') && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('list.filteredBy')}
            </Text>
            {FILTERS.filter((name) => name !== 'bizStep').map((name) => {
              const value = filter[name];
              return value === undefined ? null : (
                <Group key={name} gap={2} bg="var(--st-quiet-soft)" pl="sm" style={{ borderRadius: 999 }}>
                  <Text size="sm">{t(`list.filter.${name}`, { value: shown(name, value) })}</Text>
                  <CloseButton aria-label={t('list.clear')} onClick={() => change(name, null)} radius="xl" />
                </Group>
              );
            })}
          </Group>
        )}
        <Section flush>
          {isPending ? (
            <ListSkeleton rows={6} />
          ) : error !== null ? (
            <ErrorState error={error} retry={() => void refetch()} />
          ) : events.length === 0 ? (
            <EmptyState
              Icon={IconTimeline}
              title={t('list.emptyTitle')}
              text={t('list.emptyText')}
              action={
                mayCapture ? (
                  <Button component={Link} href="/capture">
                    {t('list.capture')}
                  </Button>
                ) : undefined
              }
            />
          ) : (
            <EventList events={events} />
          )}
        </Section>
        {hasNextPage && (
          <Center>
            <Button variant="default" size="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('list.loadMore')}
            </Button>
          </Center>
        )}
      </Stack>
    </>
  );
}
