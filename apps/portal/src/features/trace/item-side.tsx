'use client';
import { Stack, Text } from '@mantine/core';
import { Facts } from '../../ui/facts';
import { HashText } from '../../ui/hash-text';
import { Section } from '../../ui/section';
import { ItemAnchor } from './item-anchor';
import type { ItemTrail } from './trace.documents';
import { useTraceWords } from './use-trace-words';

/** What the item is, where it is, what is in it, and what it was made from and into. */
export function ItemSide({ item }: { item: ItemTrail }) {
  const { t, disposition, place } = useTraceWords();
  return (
    <>
      <Section title={t('item.facts')}>
        <Facts
          rows={[
            [t('item.product'), item.product?.name],
            [t('item.nowAt'), place(null, item.lastLocation)],
            [t('item.nowIs'), item.lastDisposition === null ? null : disposition(item.lastDisposition)],
            [t('item.gtin'), item.gtin],
            [t('item.serial'), item.serial],
            [t('item.lot'), item.lot],
            [t('item.sscc'), item.sscc],
            [t('item.identifier'), <HashText key="id" value={item.original} />],
          ]}
        />
      </Section>
      <Related title={t('item.containers')} ids={item.containers} />
      <Related title={t('item.contents')} ids={item.contents.nodes} total={item.contents.totalCount} />
      <Related title={t('item.madeFrom')} ids={item.madeFrom} />
      <Related title={t('item.madeInto')} ids={item.madeInto} />
    </>
  );
}

function Related({ title, ids, total = ids.length }: { title: string; ids: readonly string[]; total?: number }) {
  const { t } = useTraceWords();
  if (ids.length === 0) return null;
  return (
    <Section title={title}>
      <Stack
        gap={4}
        component="ul"
        m={0}
        p={0}
        style={{ listStyle: 'none', maxHeight: 340, overflow: 'auto' }}
        tabIndex={ids.length > 10 ? 0 : undefined}
      >
        {ids.map((id) => (
          <li key={id} style={{ padding: '5px 0' }}>
            <ItemAnchor id={id} />
          </li>
        ))}
      </Stack>
      {total > ids.length && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('item.contentsMore', { shown: ids.length, total })}
        </Text>
      )}
    </Section>
  );
}
