'use client';
import { Button, Center, Grid, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconRoute, IconSearchOff } from '@tabler/icons-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { execute } from '../api/execute';
import { SearchBox } from '../search/search-box';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { ItemSide } from './item-side';
import { itemLabel } from './item-label';
import { ITEM } from './trace.documents';
import { TrailSummary } from './trail-summary';
import { TrailTimeline } from './trail-timeline';
import { useTraceWords } from './use-trace-words';
import { isRecall } from './vocabulary';

const PAGE = 100;
/** Up to here a trail is loaded by itself: its summary and its newest end need the whole of it. */
const LOADED_AT_ONCE = 1000;
/** Shorter trails are their own summary. */
const LONG = 8;

/** Everything that happened to an item, as far as the reader may see it. */
export function ItemPage({ id }: { id: string }) {
  const { t, label } = useTraceWords();
  const { data, error, isPending, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['item', id],
    queryFn: ({ pageParam, signal }) => execute(ITEM, { id, first: PAGE, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ item }) => (item?.entries.pageInfo.hasNextPage ? item.entries.pageInfo.endCursor : undefined),
  });
  const item = data?.pages[0]?.item;
  const entries = data?.pages.flatMap((page) => page.item?.entries.nodes ?? []) ?? [];
  const router = useRouter();
  const newestFirst = useSearchParams().get('order') === 'newest';
  const wanted = hasNextPage && !isFetchingNextPage && entries.length < LOADED_AT_ONCE;
  useEffect(() => {
    if (wanted && error === null) void fetchNextPage();
  }, [wanted, error, fetchNextPage]);
  const kind = itemLabel(item?.original ?? id).kind;

  if (error !== null && item === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (item === null) {
    return (
      <Stack>
        <EmptyState Icon={IconSearchOff} order={1} title={t('item.notFoundTitle')} text={t('item.notFoundText')} />
        <SearchBox prominent label={t('item.searchAgain')} />
      </Stack>
    );
  }
  const recalled =
    isRecall(item?.lastDisposition ?? null) ||
    entries.some(({ event }) => isRecall(event.disposition) && event.errorDeclaration === null);
  const alarm = entries.some(({ event }) => event.sensorSummary.some((reading) => reading.alarm));
  const wrong = entries.some(({ event }) => event.errorDeclaration !== null);
  return (
    <>
      <PageHeader
        eyebrow={t(`item.kind.${kind}`)}
        title={item?.product?.name ?? label(item?.original ?? id)}
        lead={item?.product ? label(item.original) : undefined}
      />
      <Stack gap="sm" mb={recalled || alarm || wrong ? 'md' : 0}>
        {recalled && <Notice tone="bad" title={t('item.recallBanner')} />}
        {alarm && <Notice tone="warn" title={t('item.alarmBanner')} />}
        {wrong && <Notice tone="info" title={t('item.errorBanner')} />}
      </Stack>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Section
            flush
            title={t('item.trail')}
            aside={
              item && (
                <Group gap="md">
                  <Text size="sm" c="dimmed">
                    {t('item.eventCount', { count: item.entries.totalCount })}
                  </Text>
                  {entries.length > 1 && (
                    <SegmentedControl
                      size="xs"
                      aria-label={t('order.label')}
                      value={newestFirst ? 'newest' : 'oldest'}
                      onChange={(value) =>
                        router.replace(value === 'newest' ? '?order=newest' : '?', { scroll: false })
                      }
                      data={(['oldest', 'newest'] as const).map((value) => ({ value, label: t(`order.${value}`) }))}
                    />
                  )}
                </Group>
              )
            }
          >
            {isPending ? (
              <ListSkeleton rows={5} height={72} />
            ) : entries.length === 0 ? (
              <EmptyState Icon={IconRoute} title={t('item.emptyTitle')} text={t('item.emptyText')} />
            ) : (
              <>
                {item && entries.length >= LONG && <TrailSummary item={item} entries={entries} />}
                <TrailTimeline entries={entries} focus={item?.id ?? id} newestFirst={newestFirst} />
              </>
            )}
            {hasNextPage && (
              <Center pb="md">
                <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t('item.loadMore')}
                </Button>
              </Center>
            )}
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">{item ? <ItemSide item={item} /> : <ListSkeleton rows={2} height={140} />}</Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
