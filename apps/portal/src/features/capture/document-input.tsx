'use client';
import { Button, CloseButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileCode, IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { MAX_DOCUMENT_BYTES } from './check-document';
import { exampleDocument } from './example-document';

/** A chosen file, or pasted text. Files stay out of the text field: 32 MiB would freeze it. */
export interface DocumentSource {
  text: string;
  file?: File;
}

interface DocumentInputProps {
  source: DocumentSource;
  onChange: (source: DocumentSource) => void;
  onProblem: (message: string) => void;
}

/** Drop, choose, paste, or start from an example. */
export function DocumentInput({ source, onChange, onProblem }: DocumentInputProps) {
  const t = useTranslations('capture');
  const format = useFormatter();
  const open = useRef<() => void>(null);
  const size = (bytes: number): string =>
    format.number(bytes / 1024, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  return (
    <Stack gap="md">
      <Dropzone
        onDrop={([file]) => file !== undefined && onChange({ text: '', file })}
        onReject={() => onProblem(t('drop.reject'))}
        openRef={open}
        activateOnClick={false}
        multiple={false}
        maxFiles={1}
        maxSize={MAX_DOCUMENT_BYTES}
        inputProps={{ 'aria-label': t('drop.label') }}
        tabIndex={-1}
        radius="lg"
        bg="var(--st-surface)"
      >
        <Group justify="center" gap="lg" mih={90} style={{ pointerEvents: 'none' }}>
          <IconUpload size={36} stroke={1.4} color="var(--st-good)" aria-hidden />
          <div>
            <Text fw={650}>{t('drop.title')}</Text>
            <Text size="sm" c="dimmed">
              {t('drop.text')}
            </Text>
          </div>
          <Button variant="default" onClick={() => open.current?.()} style={{ pointerEvents: 'all' }}>
            {t('drop.choose')}
          </Button>
        </Group>
      </Dropzone>
      {source.file !== undefined ? (
        <Group gap="sm" p="md" bg="var(--st-good-soft)" style={{ borderRadius: 8 }}>
          <IconFileCode size={22} aria-hidden />
          <Text style={{ flex: 1, overflowWrap: 'anywhere' }}>
            {t('file', { name: source.file.name, size: size(source.file.size) })}
          </Text>
          <CloseButton aria-label={t('removeFile')} size="lg" onClick={() => onChange({ text: '' })} />
        </Group>
      ) : (
        <div>
          <Group justify="space-between" mb={4}>
            <Text component="label" htmlFor="document" fw={600} size="sm">
              {t('paste')}
            </Text>
            <Button variant="subtle" size="compact-sm" onClick={() => onChange({ text: exampleDocument(new Date()) })}>
              {t('example')}
            </Button>
          </Group>
          <Textarea
            id="document"
            autosize
            minRows={8}
            maxRows={22}
            value={source.text}
            onChange={(event) => onChange({ text: event.currentTarget.value })}
            placeholder={t('pastePlaceholder')}
            spellCheck={false}
            autoCapitalize="off"
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
          />
        </div>
      )}
    </Stack>
  );
}
