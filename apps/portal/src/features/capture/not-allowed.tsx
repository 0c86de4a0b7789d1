'use client';
import { IconLock } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { EmptyState } from '../../ui/states';

/** For roles that read but do not capture. */
export function NotAllowed() {
  const t = useTranslations('capture');
  return <EmptyState Icon={IconLock} order={1} title={t('notAllowed')} text={t('notAllowedText')} />;
}
