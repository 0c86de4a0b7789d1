'use client';
import { Button, Center, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconUpload } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';
import { CAPTURE_JOBS } from './capture.documents';
import { JobTable } from './job-table';

/** Every document that was sent. */
export function JobsPage() {
  const t = useTranslations('capture');
  const common = useTranslations('common');
  const { data, error, isPending, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['jobs'],
    queryFn: ({ pageParam, signal }) => execute(CAPTURE_JOBS, { first: 25, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ captureJobs }) =>
      captureJobs.pageInfo.hasNextPage ? captureJobs.pageInfo.endCursor : undefined,
  });
  const jobs = data?.pages.flatMap((page) => page.captureJobs.nodes) ?? [];
  const toCapture = (
    <Button component={Link} href="/capture" leftSection={<IconUpload size={18} />}>
      {t('jobs.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('jobs.title')} lead={t('jobs.lead')} actions={jobs.length > 0 && toCapture} />
      <Stack>
        <Section flush>
          {isPending ? (
            <ListSkeleton rows={5} height={48} />
          ) : error !== null ? (
            <ErrorState error={error} retry={() => void refetch()} />
          ) : jobs.length === 0 ? (
            <EmptyState Icon={IconUpload} title={t('jobs.empty')} text={t('jobs.emptyText')} action={toCapture} />
          ) : (
            <JobTable jobs={jobs} />
          )}
        </Section>
        {hasNextPage && (
          <Center>
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {common('more')}
            </Button>
          </Center>
        )}
      </Stack>
    </>
  );
}
