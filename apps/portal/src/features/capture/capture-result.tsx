'use client';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { jobLink } from '../search/hit-link';
import { EventList } from '../trace/event-list';
import { EVENTS } from '../trace/trace.documents';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { ErrorState, ListSkeleton } from '../../ui/states';
import type { Captured } from './capture.documents';
import { IssueList } from './issue-list';

/** What became of the document, and the new events with their proof as it grows. */
export function CaptureResult({ captured, again }: { captured: Captured; again: () => void }) {
  const t = useTranslations('capture');
  const { job } = captured;
  return (
    <>
      <PageHeader
        eyebrow={t('title')}
        title={t('result.title', { accepted: job.accepted })}
        lead={job.duplicates > 0 ? t('result.duplicates', { count: job.duplicates }) : undefined}
        actions={
          <>
            <Button onClick={again}>{t('result.again')}</Button>
            <Button component={Link} href={jobLink(job.id)} variant="default">
              {t('result.job')}
            </Button>
          </>
        }
      />
      <Stack gap="lg">
        {job.errors.length > 0 && (
          <Section title={t('invalid', { count: job.errors.length })}>
            <Notice tone="warn" title={t('result.failed', { count: job.eventCount - job.accepted - job.duplicates })} />
            <IssueList issues={job.errors} />
          </Section>
        )}
        {job.accepted + job.duplicates > 0 && (
          <Section flush title={t('result.events')}>
            <JobEvents jobId={job.id} />
          </Section>
        )}
      </Stack>
    </>
  );
}

const SHOWN = 50;

/** The events of a job, newest proof status included. */
export function JobEvents({ jobId }: { jobId: string }) {
  const t = useTranslations('capture');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['job-events', jobId],
    queryFn: ({ signal }) => execute(EVENTS, { filter: { captureJobId: jobId }, first: SHOWN, after: null }, signal),
  });
  if (isPending) return <ListSkeleton rows={3} />;
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <>
      <EventList events={data.events.nodes} />
      {data.events.pageInfo.hasNextPage && (
        <Group p="md">
          <Text size="sm" c="dimmed">
            {t('result.more', { count: SHOWN })}
          </Text>
          <Button
            component={Link}
            href={`/events?captureJobId=${encodeURIComponent(jobId)}`}
            variant="default"
            size="sm"
          >
            {t('job.theEvents')}
          </Button>
        </Group>
      )}
    </>
  );
}
