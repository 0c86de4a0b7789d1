'use client';
import { Button, Stack } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import Link from 'next/link';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { LedgerSizes } from '../ledger/ledger-sizes';
import { SearchBox } from '../search/search-box';
import type { Role, SignedIn } from '../session/signed-in';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { EmptyState } from '../../ui/states';
import { OrganisationTable } from './organisation-table';
import { RecentEvents } from './recent-events';
import { RecentJobs } from './recent-jobs';
import { Watchlist } from './watchlist';

/** The role that decides what comes first; an administrator who also has another role sees the administration. */
const ORDER: readonly Role[] = ['admin', 'regulator', 'manufacturer', 'logistics', 'dispenser', 'clinician', 'patient'];

/** Steps in which goods move; carriers load and depart where senders ship. */
const MOVEMENTS = [
  'accepting',
  'arriving',
  'collecting',
  'consigning',
  'departing',
  'loading',
  'receiving',
  'shipping',
  'transporting',
  'unloading',
  'void_shipping',
];
const ARRIVALS = ['receiving', 'accepting', 'arriving'];

/** The first page after signing in: what this role needs first, from real data only. */
export function HomePage({ person }: { person: SignedIn }) {
  const t = useTranslations('home');
  const role = ORDER.find((one) => person.roles.includes(one));
  const leadKey = role === 'clinician' || role === 'patient' ? undefined : (role ?? 'none');
  return (
    <>
      <PageHeader
        title={t('greeting', { name: person.name })}
        lead={leadKey === undefined ? undefined : t(`lead.${leadKey}`)}
      />
      <Stack gap="lg">
        <Blocks role={role} organisation={person.organisation} />
      </Stack>
    </>
  );
}

function Blocks({ role, organisation }: { role: Role | undefined; organisation: string | undefined }) {
  const t = useTranslations('home');
  const ours = organisation === undefined ? {} : { organisation };
  switch (role) {
    case 'manufacturer':
      return (
        <>
          <LedgerSizes />
          <RecentEvents kind="captures" filter={ours} capture />
          <RecentJobs />
        </>
      );
    case 'logistics':
      return (
        <>
          <BigSearch label={t('scan.logistics')} />
          <RecentEvents kind="movements" filter={{ bizSteps: MOVEMENTS }} capture />
          <RecentEvents kind="sensor" filter={{ bizSteps: ['sensor_reporting'] }} first={4} />
        </>
      );
    case 'dispenser':
      return (
        <>
          <BigSearch label={t('scan.dispenser')} description={t('scan.dispenserHelp')} />
          <RecentEvents kind="arrivals" filter={{ ...ours, bizSteps: ARRIVALS }} first={4} />
          <RecentEvents kind="events" filter={{}} capture />
        </>
      );
    case 'regulator':
      return (
        <>
          <BigSearch label={t('scan.regulator')} />
          <LedgerSizes />
          <Watchlist />
          <RecentEvents kind="events" filter={{}} first={5} />
        </>
      );
    case 'admin':
      return (
        <>
          <LedgerSizes />
          <OrganisationTable />
          <RecentJobs />
          <RecentEvents kind="events" filter={{}} first={5} capture />
        </>
      );
    case 'clinician':
    case 'patient':
      return (
        <Section>
          <EmptyState
            Icon={IconHeartHandshake}
            title={t('health.title')}
            text={`${t('health.text')} ${t('health.today')}`}
            action={
              <Button component={Link} href="/verify" size="md">
                {t('health.verify')}
              </Button>
            }
          />
        </Section>
      );
    default:
      return null;
  }
}

function BigSearch({ label, description }: { label: string; description?: string }) {
  return (
    <Section>
      <Suspense>
        <SearchBox prominent label={label} {...(description === undefined ? {} : { description })} />
      </Suspense>
    </Section>
  );
}
