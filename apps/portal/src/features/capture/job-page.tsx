'use client';
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFileSearch } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { Facts } from '../../ui/facts';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';
import { When } from '../../ui/when';
import { CAPTURE_JOB } from './capture.documents';
import { JobEvents } from './capture-result';
import { IssueList } from './issue-list';
import { JobState } from './job-table';

const POLL_MILLISECONDS = 1500;

/** What became of one document. */
export function JobPage({ id }: { id: string }) {
  const t = useTranslations('capture');
  const format = useFormatter();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => execute(CAPTURE_JOB, { id }, signal),
    refetchInterval: ({ state }) => (state.data?.captureJob?.running ? POLL_MILLISECONDS : false),
  });
  if (isPending) return <ListSkeleton rows={3} height={110} />;
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />;
  const job = data.captureJob;
  if (job === null)
    return <EmptyState Icon={IconFileSearch} order={1} title={t('job.notFound')} text={t('job.notFoundText')} />;
  return (
    <>
      <PageHeader
        eyebrow={t('job.title')}
        title={<When at={job.createdAt} seconds />}
        actions={<JobState job={job} />}
      />
      <Stack gap="lg">
        <Section>
          <Facts
            rows={[
              [t('job.organisation'), job.organisation.name],
              [t('job.by'), job.createdBy],
              [t('job.finished'), job.finishedAt === null ? null : <When key="f" at={job.finishedAt} seconds />],
              [t('job.behaviour'), t(`behaviour.${job.errorBehaviour}`)],
              [t('job.events'), format.number(job.eventCount)],
              [t('job.accepted'), format.number(job.accepted)],
              [t('job.duplicates'), format.number(job.duplicates)],
              [t('job.errors'), job.errors.length === 0 ? t('job.noErrors') : format.number(job.errors.length)],
              [
                t('job.col'),
                <span key="id" className="st-mono">
                  {job.id}
                </span>,
              ],
            ]}
          />
        </Section>
        {job.errors.length > 0 && (
          <Section title={t('job.errors')}>
            <IssueList issues={job.errors} />
          </Section>
        )}
        {job.accepted + job.duplicates > 0 && (
          <Section flush title={t('job.theEvents')}>
            <JobEvents jobId={job.id} />
          </Section>
        )}
      </Stack>
    </>
  );
}
