'use client';
import { Text } from '@mantine/core';
import type { VerifyResult } from '@sealtrail/evidence/types';
import { useFormatter, useTranslations } from 'use-intl';
import { CodeBlock } from '../../ui/code-block';
import { Facts } from '../../ui/facts';
import { Section } from '../../ui/section';
import { When } from '../../ui/when';
import { LocalTime } from '../trace/local-time';
import { useTraceWords } from '../trace/use-trace-words';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function itemsOf(event: Record<string, unknown>): string[] {
  const lists = [
    'parentID',
    'epcList',
    'childEPCs',
    'inputEPCList',
    'outputEPCList',
    'quantityList',
    'childQuantityList',
    'inputQuantityList',
    'outputQuantityList',
  ];
  return lists.flatMap((name) => {
    const value = event[name];
    const entries: unknown[] = Array.isArray(value) ? value : [value];
    return entries.flatMap((entry) => {
      if (typeof entry === 'object' && entry !== null && 'epcClass' in entry) return textOf(entry.epcClass) ?? [];
      return textOf(entry) ?? [];
    });
  });
}

/** What the evidence proves: the disclosed record in words, and in full. */
export function DisclosedEvent({ result }: { result: VerifyResult }) {
  const t = useTranslations('evidence');
  const format = useFormatter();
  const { step, disposition, label } = useTraceWords();
  const { event, facts } = result;
  if (event === undefined) return null;
  const proven = result.verdict === 'valid';
  const id = (value: unknown): string | undefined =>
    typeof value === 'object' && value !== null && 'id' in value ? textOf(value.id) : undefined;
  const time = textOf(event.eventTime);
  const items = itemsOf(event);
  const bizStep = textOf(event.bizStep);
  const state = textOf(event.disposition);
  const place = id(event.readPoint) ?? id(event.bizLocation);
  return (
    <Section title={proven ? t('disclosed') : t('claimed')}>
      <Text size="sm" c="dimmed" mb="sm">
        {proven ? t('disclosedHelp') : t('claimedHelp')}
      </Text>
      <Facts
        rows={[
          [t('fact.event'), [textOf(event.type), textOf(event.action)].filter(Boolean).join(', ')],
          [
            t('fact.when'),
            time === undefined ? null : (
              <LocalTime key="t" at={time} offset={textOf(event.eventTimeZoneOffset) ?? '+00:00'} />
            ),
          ],
          [t('fact.step'), bizStep === undefined ? null : step(bizStep)],
          [t('fact.disposition'), state === undefined ? null : disposition(state)],
          [t('fact.place'), place === undefined ? null : label(place)],
          [
            t('fact.items'),
            items.length === 0
              ? null
              : format.list(items.slice(0, 8).map(label)) + (items.length > 8 ? ` +${items.length - 8}` : ''),
          ],
          [t('fact.capturedBy'), facts.capturedBy],
          [
            t('fact.recordTime'),
            facts.recordTime === undefined ? null : <When key="r" at={facts.recordTime} seconds />,
          ],
          [t('fact.index'), facts.leafIndex],
          [t('fact.size'), facts.treeSize],
          [t('fact.block'), facts.blockNumber],
        ]}
      />
      <Text fw={650} size="sm" mt="md" mb={6}>
        {t('raw')}
      </Text>
      <CodeBlock label={t('raw')}>{JSON.stringify(event, null, 2)}</CodeBlock>
    </Section>
  );
}
