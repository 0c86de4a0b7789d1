'use client';
import { Button, Group, Skeleton, Stack, Text, ThemeIcon, Title, VisuallyHidden } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ApiError } from '../features/api/api-error';
import { Notice } from './notice';

/** Nothing here yet: says why, and what to do next. */
export function EmptyState({
  Icon: Symbol,
  title,
  text,
  action,
  order = 2,
}: {
  Icon: Icon;
  title: string;
  text: string;
  action?: ReactNode;
  order?: 1 | 2 | 3;
}) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon size={52} radius="xl" variant="light" aria-hidden>
        <Symbol size={26} stroke={1.6} />
      </ThemeIcon>
      <Title order={order} size="h3">
        {title}
      </Title>
      <Text c="dimmed" maw={460}>
        {text}
      </Text>
      {action !== undefined && (
        <Group mt="xs" justify="center">
          {action}
        </Group>
      )}
    </Stack>
  );
}

/** A failed request in words, with the way to try again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useTranslations('common');
  const { code, message } = error instanceof ApiError ? error : { code: 'INTERNAL', message: String(error) };
  if (code === 'UNAUTHENTICATED') return <ListSkeleton />;
  const text = t.has(`error.${code}`) ? t(`error.${code}`) : t('error.other', { message, code });
  return (
    <Notice tone="bad" title={t('error.title')}>
      {text}
      {retry !== undefined && (
        <div>
          <Button size="sm" mt="sm" variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </Notice>
  );
}

/** The shape of a list that is on its way. */
export function ListSkeleton({ rows = 4, height = 64 }: { rows?: number; height?: number }) {
  const t = useTranslations('common');
  return (
    <Stack gap="sm" role="status" p="xs">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </Stack>
  );
}
