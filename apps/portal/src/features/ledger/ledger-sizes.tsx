'use client';
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { ErrorState, ListSkeleton } from '../../ui/states';
import { LedgerAlarm } from './ledger-alarm';
import { LEDGER } from './ledger.documents';
import classes from './ledger-sizes.module.css';

export const REFRESH_MILLISECONDS = 4000;

export const useLedger = () =>
  useQuery({
    queryKey: ['ledger'],
    queryFn: ({ signal }) => execute(LEDGER, {}, signal),
    refetchInterval: REFRESH_MILLISECONDS,
  });

/** How many entries reached each stage, and an alarm when anchoring stands still. */
export function LedgerSizes() {
  const t = useTranslations('ledger');
  const format = useFormatter();
  const { data, error, isPending, refetch } = useLedger();
  if (isPending) return <ListSkeleton rows={1} height={92} />;
  if (error !== null && data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  const { ledger } = data;
  const behind = Number(BigInt(ledger.recordedSize) - BigInt(ledger.anchoredSize));
  const sizes = [
    ['recorded', ledger.recordedSize],
    ['integrated', ledger.integratedSize],
    ['published', ledger.publishedSize],
    ['anchored', ledger.anchoredSize],
  ] as const;
  return (
    <Stack gap="sm">
      {ledger.alarm !== null && <LedgerAlarm alarm={ledger.alarm} />}
      <dl className={classes.sizes} aria-label={t('sizes')}>
        {sizes.map(([name, size]) => (
          <div key={name} className={classes.size} data-last={name === 'anchored'}>
            <dt>{t(`size.${name}`)}</dt>
            <dd>{format.number(BigInt(size))}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed">
        {t('behind', { count: behind })}
      </Text>
    </Stack>
  );
}
