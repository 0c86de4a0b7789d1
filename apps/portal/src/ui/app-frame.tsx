'use client';
import { ActionIcon, AppShell, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconMoon, IconSun } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Suspense, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { SearchBox } from '../features/search/search-box';
import { AccountMenu } from '../features/session/account-menu';
import { signInLink } from '../features/session/go-to-sign-in';
import type { SignedIn } from '../features/session/signed-in';
import classes from './app-frame.module.css';
import { LogoMark } from './logo';
import { isCurrent, navigationFor } from './navigation';

/** A button that turns day into night. On phones the signed-in frame leaves it to the account page. */
function SchemeToggle({ hidden }: { hidden: boolean }) {
  const t = useTranslations('common');
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true });
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      className={hidden ? classes.wide : undefined}
      aria-label={t('scheme.toggle')}
      onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
    >
      {scheme === 'dark' ? <IconSun size={20} /> : <IconMoon size={20} />}
    </ActionIcon>
  );
}

/** Header with the search box, side navigation on wide screens, tabs at the bottom on phones. */
export function AppFrame({ person, children }: { person: SignedIn | undefined; children: ReactNode }) {
  const t = useTranslations('common');
  const pathname = usePathname();
  const { online } = useNetwork();
  const links = navigationFor(person);
  const framed = person !== undefined;
  return (
    <AppShell
      className={framed ? classes.framed : undefined}
      header={{ height: 64 }}
      footer={{ height: { base: 60, sm: 0 }, collapsed: !framed }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: true, desktop: !framed } }}
      padding={{ base: 'md', sm: 'lg' }}
    >
      <a href="#content" className="st-skip">
        {t('skip')}
      </a>
      <AppShell.Header className={classes.shellHeader}>
        <div className={classes.header}>
          <Link href="/" className={classes.brand} aria-label={t('product')}>
            <LogoMark />
            <span className={framed ? classes.word : undefined}>{t('product')}</span>
          </Link>
          <div className={classes.search}>
            {framed && (
              <Suspense>
                <SearchBox />
              </Suspense>
            )}
          </div>
          {!framed && (
            <Button component={Link} href="/verify" variant="subtle" visibleFrom="xs">
              {t('nav.verify')}
            </Button>
          )}
          <SchemeToggle hidden={framed} />
          {person === undefined ? (
            <Button component="a" href={signInLink(pathname)}>
              {t('account.signIn')}
            </Button>
          ) : (
            <AccountMenu person={person} />
          )}
        </div>
      </AppShell.Header>
      {framed && (
        <AppShell.Navbar visibleFrom="sm" className={classes.navbar} aria-label={t('nav.label')}>
          {links.map(({ key, href, Icon }) => (
            <Link
              key={key}
              href={href}
              className={classes.link}
              aria-current={isCurrent(href, pathname) ? 'page' : undefined}
            >
              <Icon size={20} stroke={1.8} aria-hidden />
              {t(`nav.${key}`)}
            </Link>
          ))}
        </AppShell.Navbar>
      )}
      <AppShell.Main className={classes.main} id="content" tabIndex={-1}>
        <div className={classes.content}>
          {!online && (
            <div className={classes.offline} role="status">
              {t('offlineNotice')}
            </div>
          )}
          {children}
        </div>
      </AppShell.Main>
      {framed && (
        <AppShell.Footer hiddenFrom="sm" withBorder>
          <nav className={classes.bottom} aria-label={t('nav.label')}>
            {links.slice(0, 5).map(({ key, href, Icon }) => (
              <Link
                key={key}
                href={href}
                className={classes.tab}
                aria-current={isCurrent(href, pathname) ? 'page' : undefined}
              >
                <Icon size={22} stroke={1.8} aria-hidden />
                {t(`nav.${key}`)}
              </Link>
            ))}
          </nav>
        </AppShell.Footer>
      )}
    </AppShell>
  );
}
