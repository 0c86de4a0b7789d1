'use client';
import { Button, CopyButton, Group, SegmentedControl, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CodeBlock } from '../../ui/code-block';
import { saveFile } from '../../ui/save-file';
import { Section } from '../../ui/section';

const formatted = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** The captured bytes, readable or exactly as they came. */
export function RawEvent({ captured, name }: { captured: string; name: string }) {
  const t = useTranslations('trace');
  const [view, setView] = useState('formatted');
  return (
    <Section title={t('event.raw')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('event.rawHelp')}
      </Text>
      <Group justify="space-between" mb="sm" gap="xs">
        <SegmentedControl
          value={view}
          onChange={setView}
          aria-label={t('event.raw')}
          data={[
            { value: 'formatted', label: t('event.formatted') },
            { value: 'captured', label: t('event.asCaptured') },
          ]}
        />
        <Group gap="xs">
          <CopyButton value={captured}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                onClick={copy}
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              >
                {copied ? t('event.copied') : t('event.copy')}
              </Button>
            )}
          </CopyButton>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() =>
              saveFile(`event-${name.replace(/\W+/g, '-').slice(0, 60)}.json`, captured, 'application/json')
            }
          >
            {t('event.download')}
          </Button>
        </Group>
      </Group>
      <CodeBlock label={t('event.raw')}>{view === 'formatted' ? formatted(captured) : captured}</CodeBlock>
    </Section>
  );
}
