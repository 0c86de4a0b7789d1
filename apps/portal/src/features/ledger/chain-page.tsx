'use client';
import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { PageHeader } from '../../ui/page-header';
import { ChainSection } from './chain-section';
import { CheckpointTable } from './checkpoint-table';
import { LedgerSizes } from './ledger-sizes';
import { LogIdentity } from './log-identity';

/** The log and the chain as they are right now. */
export function ChainPage() {
  const t = useTranslations('ledger');
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Text size="sm" c="dimmed">
            {t('refreshing')}
          </Text>
        }
      />
      <Stack gap="lg">
        <LedgerSizes />
        <LogIdentity />
        <CheckpointTable />
        <ChainSection />
      </Stack>
    </>
  );
}
