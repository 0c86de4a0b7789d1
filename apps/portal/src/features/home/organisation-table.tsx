'use client';
import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { RoleNames } from '../session/role-names';
import { ORGANISATIONS } from '../session/session.documents';
import { Section } from '../../ui/section';
import { countryName } from '../../ui/country-name';
import { ErrorState, ListSkeleton } from '../../ui/states';

/** Who takes part. */
export function OrganisationTable() {
  const t = useTranslations('home');
  const locale = useLocale();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => execute(ORGANISATIONS, { first: 100, after: null }, signal),
  });
  const nodes = data?.organisations.nodes ?? [];
  return (
    <Section title={t('organisations.title')}>
      {isPending ? (
        <ListSkeleton rows={3} height={40} />
      ) : error !== null && data === undefined ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : nodes.length === 0 ? (
        <Text c="dimmed">{t('organisations.empty')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={300} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('organisations.name')}</Table.Th>
                <Table.Th>{t('organisations.roles')}</Table.Th>
                <Table.Th>{t('organisations.country')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('organisations.prefixes')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {nodes.map((organisation) => (
                <Table.Tr key={organisation.id}>
                  <Table.Td>
                    <Anchor
                      component={Link}
                      href={`/events?organisation=${encodeURIComponent(organisation.slug)}`}
                      fw={550}
                    >
                      {organisation.name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    <RoleNames roles={organisation.roles} />
                  </Table.Td>
                  <Table.Td>{countryName(organisation.country, locale)}</Table.Td>
                  <Table.Td className="st-mono" visibleFrom="sm">
                    {organisation.prefixes.join(', ')}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}
