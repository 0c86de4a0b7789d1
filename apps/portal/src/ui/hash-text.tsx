'use client';
import { ActionIcon, CopyButton, Group, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';

const shorten = (text: string, keep: number): string =>
  text.length <= keep * 2 + 3 ? text : `${text.slice(0, keep)}…${text.slice(-keep)}`;

/** A long machine text: shortened to `keep` characters at both ends when given, always copied whole. */
export function HashText({ value, keep }: { value: string; keep?: number }) {
  const t = useTranslations('common');
  return (
    <Group component="span" gap={4} wrap="nowrap" display="inline-flex" maw="100%">
      <span className="st-mono" title={value}>
        {keep === undefined ? value : shorten(value, keep)}
      </span>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('copied') : t('copy')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              my={-6}
              onClick={copy}
              aria-label={`${copied ? t('copied') : t('copy')}: ${shorten(value, 10)}`}
            >
              {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
