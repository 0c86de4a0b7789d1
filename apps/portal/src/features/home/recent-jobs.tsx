'use client';
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconUpload } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { CAPTURE_JOBS } from '../capture/capture.documents';
import { JobTable } from '../capture/job-table';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';

/** The newest capture jobs. */
export function RecentJobs() {
  const t = useTranslations('home');
  const capture = useTranslations('capture');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['recent-jobs'],
    queryFn: ({ signal }) => execute(CAPTURE_JOBS, { first: 5, after: null }, signal),
  });
  return (
    <Section
      flush
      title={t('jobs.title')}
      aside={
        <Anchor component={Link} href="/capture/jobs" size="sm">
          {t('jobs.all')}
        </Anchor>
      }
    >
      {isPending ? (
        <ListSkeleton rows={3} height={44} />
      ) : error !== null && data === undefined ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : data.captureJobs.nodes.length === 0 ? (
        <EmptyState Icon={IconUpload} title={capture('jobs.empty')} text={capture('jobs.emptyText')} />
      ) : (
        <JobTable jobs={data.captureJobs.nodes} />
      )}
    </Section>
  );
}
