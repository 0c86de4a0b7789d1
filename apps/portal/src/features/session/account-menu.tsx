'use client';
import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useRoleNames } from './role-names';
import type { SignedIn } from './signed-in';

const SIGN_OUT_FORM = 'sign-out';

/** Who is signed in, the way to the account page, and the way out. */
export function AccountMenu({ person }: { person: SignedIn }) {
  const t = useTranslations('common');
  const roles = useRoleNames(person.roles);
  return (
    <>
      <form id={SIGN_OUT_FORM} method="post" action="/api/auth/logout" />
      <Menu position="bottom-end" width={240} shadow="md">
        <Menu.Target>
          <UnstyledButton
            aria-label={t('account.open')}
            w={44}
            h={44}
            style={{ display: 'grid', placeItems: 'center', flex: 'none' }}
          >
            <Avatar color="teal" variant="filled" size={36} radius="xl" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label component="div">
            <Text fw={650} size="sm" c="var(--mantine-color-text)">
              {person.name}
            </Text>
            <Text size="xs" c="dimmed">
              {roles}
            </Text>
          </Menu.Label>
          <Menu.Divider />
          <Menu.Item component={Link} href="/settings" leftSection={<IconUserCircle size={18} />}>
            {t('account.settings')}
          </Menu.Item>
          <Menu.Item component="button" type="submit" form={SIGN_OUT_FORM} leftSection={<IconLogout size={18} />}>
            {t('account.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
