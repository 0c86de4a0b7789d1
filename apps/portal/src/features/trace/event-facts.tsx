'use client';
import { Anchor } from '@mantine/core';
import Link from 'next/link';
import type { PartyRef } from '../api/schema-types';
import { eventLink, jobLink } from '../search/hit-link';
import { Facts } from '../../ui/facts';
import { HashText } from '../../ui/hash-text';
import { When } from '../../ui/when';
import { LocalTime } from './local-time';
import { SensorLine } from './sensor-line';
import type { WholeEvent } from './trace.documents';
import { useTraceWords } from './use-trace-words';

/** The event's facts, in words where there are words. */
export function EventFacts({ event }: { event: WholeEvent }) {
  const { t, step, disposition, place } = useTraceWords();
  const where = place(event.readPoint, event.readPointLocation) ?? place(event.bizLocation, event.bizLocationLocation);
  const parties = (list: readonly PartyRef[]): string =>
    list.map((one) => one.organisation?.name ?? place(one.id, one.location)).join(', ');
  const corrective = event.errorDeclaration?.correctiveEventIDs ?? [];
  return (
    <Facts
      rows={[
        [t('event.when'), <LocalTime key="when" at={event.eventTime} offset={event.eventTimeZoneOffset} />],
        [t('event.recordTime'), <When key="record" at={event.recordTime} seconds />],
        [t('event.who'), event.capturedBy.name],
        [
          t('event.where'),
          where === undefined ? null : (
            <span key="where" title={event.readPoint ?? event.bizLocation ?? undefined}>
              {where}
            </span>
          ),
        ],
        [t('event.type'), event.type],
        [t('event.action'), event.action],
        [t('event.step'), event.bizStep === null ? null : step(event.bizStep)],
        [t('event.disposition'), event.disposition === null ? null : disposition(event.disposition)],
        [t('event.from'), parties(event.sources)],
        [t('event.to'), parties(event.destinations)],
        [t('event.documents'), event.bizTransactions.map((one) => one.id).join(', ')],
        [
          t('sensor.title'),
          event.sensorSummary.length === 0 ? null : <SensorLine key="sensor" readings={event.sensorSummary} />,
        ],
        [
          t('event.corrective'),
          corrective.length === 0
            ? null
            : corrective.map((id) => (
                <Anchor key={id} component={Link} href={eventLink(id)} className="st-mono" display="block">
                  {id}
                </Anchor>
              )),
        ],
        [t('event.id'), <HashText key="id" value={event.id} />],
        [t('event.hash'), event.hash === event.id ? null : <HashText key="hash" value={event.hash} keep={24} />],
        [
          t('event.job'),
          <Anchor key="job" component={Link} href={jobLink(event.captureJobId)} className="st-mono">
            {event.captureJobId}
          </Anchor>,
        ],
      ]}
    />
  );
}
