'use client';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { StatusName } from '../api/schema-types';
import { Notice } from '../../ui/notice';
import { saveFile } from '../../ui/save-file';
import { Section } from '../../ui/section';
import { fetchEvidence } from './fetch-evidence';
import { TrustAlarm } from './trust-card';
import { useTrust } from './use-trust';
import { useVerifier } from './use-verifier';
import { VerifyVerdict } from './verify-result';
import type { VerifyOutcome } from './check-evidence';

/** Fetches the evidence of one event and checks it here, or hands it over as a file. */
export function VerifyPanel({ eventId, status }: { eventId: string; status: StatusName }) {
  const t = useTranslations('evidence');
  const trust = useTrust();
  const verify = useVerifier();
  const [busy, setBusy] = useState<'verify' | 'download'>();
  const [failure, setFailure] = useState<string>();
  const [outcome, setOutcome] = useState<VerifyOutcome>();
  const available = status === 'ANCHORED' || status === 'PUBLISHED';

  const withEvidence = async (
    purpose: 'verify' | 'download',
    use: (text: string) => Promise<void> | void,
  ): Promise<void> => {
    setBusy(purpose);
    setFailure(undefined);
    try {
      await use(await fetchEvidence(eventId, status));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(undefined);
    }
  };
  const check = (): void =>
    void withEvidence('verify', async (text) => {
      if (trust.pin === undefined) throw new Error(t('trust.none'));
      setOutcome(await verify(text, trust.pin.trust));
    });
  const download = (): void =>
    void withEvidence('download', (text) =>
      saveFile(`evidence-${eventId.replace(/\W+/g, '-').slice(0, 60)}.json`, text, 'application/json'),
    );

  return (
    <Section title={t('panel.title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {available ? t('panel.text') : t('panel.waiting')}
        </Text>
        <TrustAlarm trust={trust} />
        <Group>
          <Button
            size="md"
            leftSection={<IconShieldCheck size={18} />}
            loading={busy === 'verify' || trust.state === 'reading'}
            disabled={!available}
            onClick={check}
          >
            {t('panel.button')}
          </Button>
          <Button
            size="md"
            variant="default"
            leftSection={<IconDownload size={18} />}
            loading={busy === 'download'}
            disabled={!available}
            onClick={download}
          >
            {t('panel.download')}
          </Button>
        </Group>
        <div aria-live="polite">
          {failure !== undefined && <Notice tone="bad" title={t('panel.failed', { message: failure })} />}
          {outcome !== undefined && <VerifyVerdict outcome={outcome} compact />}
        </div>
      </Stack>
    </Section>
  );
}
