'use client';
import { Anchor, Table, Text } from '@mantine/core';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'use-intl';
import { jobLink } from '../search/hit-link';
import { Mark } from '../../ui/status-badge';
import { When } from '../../ui/when';
import type { CaptureJob } from './capture.documents';
import classes from './job-table.module.css';

/** The state of a job in one word. */
export function JobState({ job }: { job: Pick<CaptureJob, 'running' | 'success'> }) {
  const t = useTranslations('capture');
  const state = job.running ? 'running' : job.success ? 'success' : 'failed';
  return (
    <Mark tone={state === 'success' ? 'good' : state === 'failed' ? 'bad' : 'info'}>{t(`job.state.${state}`)}</Mark>
  );
}

/** Capture jobs, one per line. */
export function JobTable({ jobs }: { jobs: readonly CaptureJob[] }) {
  const t = useTranslations('capture');
  const format = useFormatter();
  return (
    <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table className={classes.jobs} verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('job.when')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('job.by')}</Table.Th>
            <Table.Th ta="right">{t('job.events')}</Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              {t('job.accepted')}
            </Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              {t('job.duplicates')}
            </Table.Th>
            <Table.Th ta="right">{t('job.stateName')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {jobs.map((job) => (
            <Table.Tr key={job.id}>
              <Table.Td>
                <Anchor component={Link} href={jobLink(job.id)} fw={550} style={{ whiteSpace: 'nowrap' }}>
                  <When at={job.createdAt} />
                </Anchor>
                <Text size="sm" c="dimmed" hiddenFrom="sm">
                  {job.organisation.name}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm">{job.organisation.name}</Table.Td>
              <Table.Td ta="right">{format.number(job.eventCount)}</Table.Td>
              <Table.Td ta="right" visibleFrom="sm">
                {format.number(job.accepted)}
              </Table.Td>
              <Table.Td ta="right" visibleFrom="sm">
                {format.number(job.duplicates)}
              </Table.Td>
              <Table.Td ta="right">
                <JobState job={job} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
