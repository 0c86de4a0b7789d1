'use client';
import { Button, Center, Grid, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconRoute, IconSearchOff } from '@tabler/icons-react';
import { execute } from '../api/execute';
import { SearchBox } from '../search/search-box';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { ItemSide } from './item-side';
import { itemLabel } from './item-label';
import { ITEM } from './trace.documents';
import { TrailTimeline } from './trail-timeline';
import { useTraceWords } from './use-trace-words';
import { isRecall } from './vocabulary';

/** Everything that happened to an item, as far as the reader may see it. */
export function ItemPage({ id }: { id: string }) {
  const { t, label } = useTraceWords();
  const { data, error, isPending, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['item', id],
    queryFn: ({ pageParam, signal }) => execute(ITEM, { id, first: 50, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ item }) => (item?.entries.pageInfo.hasNextPage ? item.entries.pageInfo.endCursor : undefined),
  });
  const item = data?.pages[0]?.item;
  const entries = data?.pages.flatMap((page) => page.item?.entries.nodes ?? []) ?? [];
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
                <Text size="sm" c="dimmed">
                  {t('item.eventCount', { count: item.entries.totalCount })}
                </Text>
              )
            }
          >
            {isPending ? (
              <ListSkeleton rows={5} height={72} />
            ) : entries.length === 0 ? (
              <EmptyState Icon={IconRoute} title={t('item.emptyTitle')} text={t('item.emptyText')} />
            ) : (
              <TrailTimeline entries={entries} focus={item?.id ?? id} />
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
