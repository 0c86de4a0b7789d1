'use client';
import { Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { Facts } from '../../ui/facts';
import { HashText } from '../../ui/hash-text';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';
import { When } from '../../ui/when';
import { type Block, CHAIN } from './ledger.documents';
import { REFRESH_MILLISECONDS } from './ledger-sizes';

/** Validators, head and the latest blocks; says so when the chain does not answer. */
export function ChainSection() {
  const t = useTranslations('ledger');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['chain'],
    queryFn: ({ signal }) => execute(CHAIN, { first: 12 }, signal),
    refetchInterval: REFRESH_MILLISECONDS,
  });
  if (isPending) return <ListSkeleton rows={4} height={60} />;
  if (error !== null && data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  const { chain } = data;
  if (!chain.reachable)
    return (
      <Section title={t('chain')}>
        <EmptyState Icon={IconPlugConnectedX} order={3} title={t('unreachable')} text={t('unreachableText')} />
      </Section>
    );
  // QBFT is final with seals of at least two thirds of the validators, rounded up.
  const quorum = Math.ceil((2 * chain.validators.length) / 3);
  return (
    <Stack gap="lg">
      <Section title={t('chain')}>
        <Facts
          rows={[
            [t('chainId'), chain.chainId],
            [t('head'), chain.head?.number],
            [t('contract'), chain.contract === null ? null : <HashText key="c" value={chain.contract} />],
            [
              t('validators'),
              chain.validators.length === 0 ? null : (
                <div key="v">
                  {chain.validators.map((one) => (
                    <div key={one}>
                      <HashText value={one} />
                    </div>
                  ))}
                  <Text size="sm" c="dimmed">
                    {t('quorum', { needed: quorum, total: chain.validators.length })}
                  </Text>
                </div>
              ),
            ],
          ]}
        />
      </Section>
      <Section title={t('blocks')}>
        {chain.blocks.length === 0 ? <Text>{t('noBlocks')}</Text> : <BlockTable blocks={chain.blocks} />}
      </Section>
    </Stack>
  );
}

function BlockTable({ blocks }: { blocks: readonly Block[] }) {
  const t = useTranslations('ledger');
  const format = useFormatter();
  return (
    <Table.ScrollContainer minWidth={280} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{t('col.number')}</Table.Th>
            <Table.Th>{t('col.hash')}</Table.Th>
            <Table.Th>{t('col.time')}</Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              {t('col.transactions')}
            </Table.Th>
            <Table.Th visibleFrom="sm">{t('col.proposer')}</Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              {t('col.seals')}
            </Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              {t('col.round')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {blocks.map((block) => (
            <Table.Tr key={block.hash}>
              <Table.Td ta="right" className="st-tabular">
                {format.number(BigInt(block.number))}
              </Table.Td>
              <Table.Td>
                <HashText value={block.hash} keep={8} />
              </Table.Td>
              <Table.Td>
                <When at={block.timestamp} seconds />
              </Table.Td>
              <Table.Td ta="right" visibleFrom="sm">
                {block.transactionCount}
              </Table.Td>
              <Table.Td className="st-mono" visibleFrom="sm">{`${block.proposer.slice(0, 10)}…`}</Table.Td>
              <Table.Td ta="right" visibleFrom="sm">
                {block.seals.length}
              </Table.Td>
              <Table.Td ta="right" visibleFrom="sm">
                {block.round}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
