'use client';
import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { EmptyState } from './states';

/** An address that leads nowhere. */
export function NotFound() {
  const t = useTranslations('common');
  return (
    <EmptyState
      Icon={IconMapQuestion}
      order={1}
      title={t('notFound.title')}
      text={t('notFound.text')}
      action={
        <Button component={Link} href="/">
          {t('notFound.home')}
        </Button>
      }
    />
  );
}
