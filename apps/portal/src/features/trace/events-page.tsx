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
import { ADDRESS_FILTERS, type AddressFilter, filterFromAddress } from './event-address';
import { EVENTS } from './trace.documents';
import { useTraceWords } from './use-trace-words';
import { BIZ_STEPS } from './vocabulary';

/** The step has a field of its own. */
const CHIPS = ADDRESS_FILTERS.filter((name) => name !== 'bizStep');

/** All visible events, newest first; the filter is in the address and can be shared. */
export function EventsPage({ mayCapture }: { mayCapture: boolean }) {
  const { t, step, disposition, label } = useTraceWords();
  const router = useRouter();
  const parameters = useSearchParams();
  const filter = filterFromAddress(parameters);
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
  const shown = (name: AddressFilter): string => {
    if (name === 'bizSteps') return (filter.bizSteps ?? []).map(step).join(', ');
    if (name === 'dispositions') return (filter.dispositions ?? []).map(disposition).join(', ');
    const value = String(filter[name]);
    return name === 'item' || name === 'location' ? label(value) : value;
  };
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
        {CHIPS.some((name) => filter[name] !== undefined) && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('list.filteredBy')}
            </Text>
            {CHIPS.filter((name) => filter[name] !== undefined).map((name) => (
              <Group key={name} gap={2} bg="var(--st-quiet-soft)" pl="sm" wrap="nowrap" style={{ borderRadius: 22 }}>
                <Text size="sm">{t(`list.filter.${name}`, { value: shown(name) })}</Text>
                <CloseButton aria-label={t('list.clear')} onClick={() => change(name, null)} radius="xl" />
              </Group>
            ))}
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
              title={t(Object.keys(filter).length === 0 ? 'list.emptyTitle' : 'list.noMatchTitle')}
              text={t(Object.keys(filter).length === 0 ? 'list.emptyText' : 'list.noMatchText')}
              action={
                mayCapture && Object.keys(filter).length === 0 ? (
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
