'use client';
import { Button, Grid, Group, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileCertificate, IconWifiOff } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useOfflineReady } from '../../offline/use-offline-ready';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { Mark } from '../../ui/status-badge';
import { ListSkeleton } from '../../ui/states';
import { DisclosedEvent } from './disclosed-event';
import { comparePin, parseTrust } from './pinned-trust';
import { TrustAlarm, TrustCard } from './trust-card';
import { useTrust } from './use-trust';
import { useVerifier } from './use-verifier';
import { VerifyVerdict } from './verify-result';
import type { VerifyOutcome } from './check-evidence';

const MAX_BYTES = 32 * 1024 * 1024;

/** Drop a file, read the verdict. Everything happens on this device. */
export function VerifyPage() {
  const t = useTranslations('evidence');
  const trust = useTrust();
  const verify = useVerifier();
  const offline = useOfflineReady();
  const open = useRef<() => void>(null);
  const [outcome, setOutcome] = useState<VerifyOutcome>();
  const [checking, setChecking] = useState(false);
  const [message, setMessage] = useState<{ tone: 'good' | 'warn' | 'bad'; text: string }>();
  const { pin, replace } = trust;

  const take = useCallback(
    async (file: File | undefined): Promise<void> => {
      setMessage(undefined);
      setOutcome(undefined);
      if (file === undefined) return;
      const text = await file.text();
      const given = parseTrust(text);
      if (given !== undefined) {
        const comparison = comparePin(pin, given);
        if (comparison === 'first-use') replace(given, 'file');
        setMessage(
          comparison === 'mismatch'
            ? { tone: 'bad', text: t('trust.fileRefused') }
            : { tone: 'good', text: t('trust.fileTaken') },
        );
        return;
      }
      if (pin === undefined) {
        setMessage({ tone: 'warn', text: `${t('trust.none')}. ${t('trust.noneText')}` });
        return;
      }
      setChecking(true);
      try {
        setOutcome(await verify(text, pin.trust));
      } catch (error) {
        setMessage({ tone: 'bad', text: error instanceof Error ? error.message : String(error) });
      } finally {
        setChecking(false);
      }
    },
    [pin, replace, t, verify],
  );

  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Mark
            tone={offline === 'preparing' ? 'quiet' : 'good'}
            icon={offline === 'offline' ? <IconWifiOff size={14} aria-hidden /> : undefined}
          >
            <span data-offline={offline}>{t(`ready.${offline}`)}</span>
          </Mark>
        }
      />
      <Stack gap="lg">
        <TrustAlarm trust={trust} />
        <Dropzone
          onDrop={(files) => void take(files[0])}
          onReject={() => setMessage({ tone: 'bad', text: t('drop.reject') })}
          openRef={open}
          activateOnClick={false}
          maxFiles={1}
          multiple={false}
          maxSize={MAX_BYTES}
          p="xl"
          radius="lg"
          inputProps={{ 'aria-label': t('drop.label') }}
          tabIndex={-1}
          bg="var(--st-surface)"
        >
          <Group justify="center" gap="lg" mih={110} style={{ pointerEvents: 'none' }}>
            <IconFileCertificate size={44} stroke={1.4} color="var(--st-good)" aria-hidden />
            <div>
              <Text size="lg" fw={650}>
                {t('drop.title')}
              </Text>
              <Text size="sm" c="dimmed">
                {t('drop.text')}
              </Text>
            </div>
            <Button size="md" onClick={() => open.current?.()} style={{ pointerEvents: 'all' }}>
              {t('drop.choose')}
            </Button>
          </Group>
        </Dropzone>
        <div aria-live="polite">
          {message !== undefined && <Notice tone={message.tone} title={message.text} />}
          {checking && <ListSkeleton rows={3} />}
        </div>
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: outcome === undefined ? 12 : 7 }}>
            {outcome === undefined ? <TrustCard trust={trust} /> : <VerifyVerdict outcome={outcome} />}
          </Grid.Col>
          {outcome !== undefined && (
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack gap="lg">
                <DisclosedEvent result={outcome.result} />
                <TrustCard trust={trust} />
              </Stack>
            </Grid.Col>
          )}
        </Grid>
      </Stack>
    </>
  );
}
