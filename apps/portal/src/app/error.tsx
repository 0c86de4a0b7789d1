'use client';
import { Button } from '@mantine/core';
import { IconMoodConfuzed } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { EmptyState } from '../ui/states';

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('common');
  return (
    <EmptyState
      Icon={IconMoodConfuzed}
      order={1}
      title={t('crash.title')}
      text={t('crash.text')}
      action={<Button onClick={reset}>{t('retry')}</Button>}
    />
  );
}
