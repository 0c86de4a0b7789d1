'use client';
import { Spoiler, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { CodeBlock } from '../../ui/code-block';
import { HashText } from '../../ui/hash-text';
import { Section } from '../../ui/section';
import { ErrorState, ListSkeleton } from '../../ui/states';
import { Mark } from '../../ui/status-badge';
import { When } from '../../ui/when';
import { CHECKPOINTS } from './ledger.documents';
import { REFRESH_MILLISECONDS } from './ledger-sizes';

/** The latest signed checkpoints and the blocks that keep them. */
export function CheckpointTable() {
  const t = useTranslations('ledger');
  const common = useTranslations('common');
  const format = useFormatter();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['checkpoints'],
    queryFn: ({ signal }) => execute(CHECKPOINTS, { first: 10, after: null }, signal),
    refetchInterval: REFRESH_MILLISECONDS,
  });
  const nodes = data?.checkpoints.nodes ?? [];
  const latest = nodes[0];
  return (
    <Section title={t('checkpoints')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('checkpointsHelp')}
      </Text>
      {isPending ? (
        <ListSkeleton rows={3} height={40} />
      ) : error !== null && data === undefined ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : latest === undefined ? (
        <Text>{t('noCheckpoints')}</Text>
      ) : (
        <>
          <Table.ScrollContainer minWidth={280} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th ta="right">{t('col.size')}</Table.Th>
                  <Table.Th>{t('col.root')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('col.signed')}</Table.Th>
                  <Table.Th>{t('col.anchor')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {nodes.map((checkpoint) => (
                  <Table.Tr key={checkpoint.size}>
                    <Table.Td ta="right" className="st-tabular">
                      {format.number(BigInt(checkpoint.size))}
                    </Table.Td>
                    <Table.Td>
                      <HashText value={checkpoint.root} keep={10} />
                    </Table.Td>
                    <Table.Td visibleFrom="sm">
                      <When at={checkpoint.createdAt} seconds />
                    </Table.Td>
                    <Table.Td>
                      {checkpoint.anchor === null ? (
                        <Mark tone="quiet">{t('notAnchored')}</Mark>
                      ) : (
                        <Mark tone="good">{format.number(BigInt(checkpoint.anchor.blockNumber))}</Mark>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Text fw={650} size="sm" mt="md" mb={6}>
            {t('note')}
          </Text>
          <Spoiler maxHeight={220} showLabel={common('more')} hideLabel={common('dismiss')}>
            <CodeBlock label={t('showNote', { size: latest.size })}>{latest.note}</CodeBlock>
          </Spoiler>
        </>
      )}
    </Section>
  );
}
