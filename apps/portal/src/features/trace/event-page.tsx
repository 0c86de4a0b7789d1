'use client';
import { Grid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFileSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { execute } from '../api/execute';
import { furthest } from '../api/schema-types';
import { VerifyPanel } from '../evidence/verify-panel';
import { ProofStepper } from '../ledger/proof-stepper';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { When } from '../../ui/when';
import { EventFacts } from './event-facts';
import { EventItems } from './event-items';
import { RawEvent } from './raw-event';
import { EVENT } from './trace.documents';
import { useLiveStatus } from './use-live-status';
import { useTraceWords } from './use-trace-words';
import { isRecall } from './vocabulary';

const POLL_MILLISECONDS = 4000;

/** One event: what it says, what was captured, how far its proof is, and the check in the reader's own browser. */
export function EventPage({ id }: { id: string }) {
  const { t, sentence, reason } = useTraceWords();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['event', id],
    queryFn: ({ signal }) => execute(EVENT, { id }, signal),
    // The stream tells at once; this only covers for a stream that is cut.
    refetchInterval: ({ state }) =>
      state.data?.event && state.data.event.status.status !== 'ANCHORED' ? POLL_MILLISECONDS : false,
  });
  const event = data?.event;
  const watched = useMemo(() => (event ? [{ id: event.id, status: event.status.status }] : []), [event]);
  const { statuses, live } = useLiveStatus(watched);

  if (isPending) return <ListSkeleton rows={4} height={110} />;
  if (error !== null && event === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!event)
    return (
      <EmptyState Icon={IconFileSearch} order={1} title={t('event.notFoundTitle')} text={t('event.notFoundText')} />
    );
  const status = furthest(event.status.status, statuses.get(event.id));
  return (
    <>
      <PageHeader eyebrow={t('event.title')} title={sentence(event)} />
      <Stack gap="sm" mb="md">
        {isRecall(event.disposition) && <Notice tone="bad" title={t('item.recallBanner')} />}
        {event.sensorSummary.some((reading) => reading.alarm) && (
          <Notice tone="warn" title={`${t('marks.alarm')}: ${t('sensor.alarmText')}`} />
        )}
        {event.errorDeclaration !== null && (
          <Notice tone="warn" title={t('marks.declaredWrong')}>
            <When at={event.errorDeclaration.declarationTime} />
            {event.errorDeclaration.reason !== null &&
              `. ${t('event.reason')}: ${reason(event.errorDeclaration.reason)}`}
          </Notice>
        )}
      </Stack>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg">
            <Section title={t('event.facts')}>
              <EventFacts event={event} />
            </Section>
            <EventItems event={event} />
            <RawEvent captured={event.captured} name={event.hash} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }} order={{ base: -1, md: 0 }}>
          <Stack gap="lg">
            <ProofStepper event={event} status={status} live={live} />
            <VerifyPanel eventId={event.id} status={status} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
