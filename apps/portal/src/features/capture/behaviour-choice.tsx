'use client';
import { Group, Radio } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ErrorBehaviour } from './capture.documents';

const isBehaviour = (value: string): value is ErrorBehaviour => value === 'ROLLBACK' || value === 'PROCEED';

/** GS1-Capture-Error-Behaviour in plain words (EPCIS 2.0 §12.6). */
export function BehaviourChoice({
  value,
  onChange,
}: {
  value: ErrorBehaviour;
  onChange: (value: ErrorBehaviour) => void;
}) {
  const t = useTranslations('capture');
  return (
    <Radio.Group label={t('behaviour.label')} value={value} onChange={(next) => isBehaviour(next) && onChange(next)}>
      <Group mt="xs" gap="xl">
        <Radio value="ROLLBACK" label={t('behaviour.ROLLBACK')} description={t('behaviour.ROLLBACKHelp')} />
        <Radio value="PROCEED" label={t('behaviour.PROCEED')} description={t('behaviour.PROCEEDHelp')} />
      </Group>
    </Radio.Group>
  );
}
