'use client';
import { Button, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'use-intl';
import { execute } from '../api/execute';
import { Facts } from '../../ui/facts';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { countryName } from '../../ui/country-name';
import { ErrorState, ListSkeleton } from '../../ui/states';
import { RoleNames, useRoleNames } from './role-names';
import { ME } from './session.documents';
import { permissionWord } from './permission-word';
import type { SignedIn } from './signed-in';

type Scheme = 'light' | 'dark' | 'auto';
const SCHEMES: readonly Scheme[] = ['auto', 'light', 'dark'];

/** Who am I, for whom do I act, and how this looks. */
export function SettingsPage({ person }: { person: SignedIn }) {
  const t = useTranslations('session');
  const locale = useLocale();
  const roles = useRoleNames(person.roles);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const mounted = useMounted();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => execute(ME, {}, signal),
  });
  const organisation = data?.me.organisation;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Stack gap="lg">
        <Section title={t('person')}>
          <Facts
            rows={[
              [t('person'), person.name],
              [t('username'), person.username],
              [t('roles'), roles],
              [
                t('subject'),
                <span key="s" className="st-mono">
                  {person.subject}
                </span>,
              ],
            ]}
          />
        </Section>
        <Section title={t('organisation')}>
          {isPending ? (
            <ListSkeleton rows={2} height={30} />
          ) : error !== null ? (
            <ErrorState error={error} retry={() => void refetch()} />
          ) : organisation ? (
            <Facts
              rows={[
                [t('organisation'), organisation.name],
                [t('organisationRoles'), <RoleNames key="r" roles={organisation.roles} />],
                [t('country'), countryName(organisation.country, locale)],
                [t('prefixes'), organisation.prefixes.join(', ') || t('none')],
              ]}
            />
          ) : (
            <Text>{t('noOrganisation')}</Text>
          )}
        </Section>
        {data !== undefined && data.me.permissions.length > 0 && (
          <Section title={t('permissions')}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('permissionsHelp')}
            </Text>
            <ul style={{ margin: 0, paddingInlineStart: 20, lineHeight: 1.7 }}>
              {data.me.permissions.map((permission) => (
                <li key={permission}>{permissionWord(permission, t)}</li>
              ))}
            </ul>
          </Section>
        )}
        <Section title={t('appearance')}>
          <SegmentedControl
            aria-label={t('appearance')}
            size="md"
            value={mounted ? colorScheme : 'auto'}
            onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? 'auto')}
            data={SCHEMES.map((scheme) => ({ value: scheme, label: t(scheme) }))}
          />
        </Section>
        <Section title={t('signOut')}>
          <Text size="sm" c="dimmed" mb="sm">
            {t('signOutHelp')}
          </Text>
          <form method="post" action="/api/auth/logout">
            <Button type="submit" variant="default" size="md">
              {t('signOut')}
            </Button>
          </form>
        </Section>
      </Stack>
    </>
  );
}
