'use client';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Facts } from '../../ui/facts';
import { HashText } from '../../ui/hash-text';
import { Notice } from '../../ui/notice';
import { saveFile } from '../../ui/save-file';
import { Section } from '../../ui/section';
import { ListSkeleton } from '../../ui/states';
import { fingerprint } from './pinned-trust';
import type { TrustState } from './use-trust';

/** The roots this device pinned, and a loud alarm when the site now names others. */
export function TrustCard({ trust }: { trust: TrustState }) {
  const t = useTranslations('evidence');
  const format = useFormatter();
  const { pin } = trust;
  if (trust.state === 'reading') return <ListSkeleton rows={1} height={160} />;
  return (
    <Section title={t('trust.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('trust.help')}
      </Text>
      {pin === undefined ? (
        <Notice tone="warn" title={t('trust.none')}>
          {t('trust.noneText')}
        </Notice>
      ) : (
        <Stack gap="sm">
          <div>
            <Text size="sm" fw={650}>
              {t('trust.fingerprint')}
            </Text>
            <div className="st-mono" data-fingerprint>
              {fingerprint(pin.trust)}
            </div>
            <Text size="sm" c="dimmed" mt={4}>
              {pin.source === 'first-use'
                ? t('trust.firstUse', { origin: globalThis.location.host })
                : t('trust.given')}{' '}
              {t('trust.pinnedAt', {
                time: format.dateTime(new Date(pin.pinnedAt), { dateStyle: 'medium', timeStyle: 'short' }),
              })}
              .
            </Text>
            {!trust.published && (
              <Text size="sm" c="dimmed">
                {t('trust.unreachable')}
              </Text>
            )}
          </div>
          <Facts
            rows={[
              [t('trust.origin'), pin.trust.log.origin],
              [t('trust.vkey'), <HashText key="v" value={pin.trust.log.vkey} keep={14} />],
              [t('trust.chain'), pin.trust.chain?.chainId],
              [
                t('trust.genesis'),
                pin.trust.chain?.genesisHash ? (
                  <HashText key="g" value={pin.trust.chain.genesisHash} keep={10} />
                ) : null,
              ],
              [
                t('trust.contract'),
                pin.trust.chain ? <HashText key="c" value={pin.trust.chain.contract} keep={10} /> : null,
              ],
              [
                t('trust.publisher'),
                pin.trust.chain ? <HashText key="p" value={pin.trust.chain.publisher} keep={10} /> : null,
              ],
              [
                t('trust.validators'),
                pin.trust.chain?.validators.map((one) => <HashText key={one} value={one} keep={10} />),
              ],
            ]}
          />
          <Group>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              onClick={() => saveFile('trust.json', JSON.stringify(pin.trust), 'application/json')}
            >
              {t('trust.download')}
            </Button>
          </Group>
        </Stack>
      )}
    </Section>
  );
}

/** Shown above everything else: the published roots are not the pinned ones. */
export function TrustAlarm({ trust }: { trust: TrustState }) {
  const t = useTranslations('evidence');
  const [compared, setCompared] = useState(false);
  const { offered } = trust;
  if (trust.state !== 'mismatch' || offered === undefined) return null;
  return (
    <Notice tone="bad" title={t('trust.mismatchTitle')}>
      <p>{t('trust.mismatchText')}</p>
      <div>
        {t('trust.offered')}: <span className="st-mono">{fingerprint(offered)}</span>
      </div>
      <Group mt="sm">
        <Checkbox
          label={t('trust.acceptConfirm')}
          checked={compared}
          onChange={(event) => setCompared(event.currentTarget.checked)}
        />
        <Button color="red.9" disabled={!compared} onClick={() => trust.replace(offered, 'accepted')}>
          {t('trust.accept')}
        </Button>
      </Group>
    </Notice>
  );
}
