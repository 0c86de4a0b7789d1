'use client';
import { Table, Text } from '@mantine/core';
import { useFormatter } from 'use-intl';
import { Section } from '../../ui/section';
import { unitSign } from './describe-items';
import { ItemAnchor } from './item-anchor';
import type { WholeEvent } from './trace.documents';
import { useTraceWords } from './use-trace-words';

/** Every item the event names, with the part it plays. */
export function EventItems({ event }: { event: WholeEvent }) {
  const { t } = useTraceWords();
  const format = useFormatter();
  if (event.items.length === 0) return null;
  return (
    <Section title={t('event.items')}>
      <div style={{ maxHeight: 420, overflow: 'auto' }} tabIndex={0} role="region" aria-label={t('event.items')}>
        <Table verticalSpacing="xs">
          <Table.Tbody>
            {event.items.map((item) => (
              <Table.Tr key={`${item.role}.${item.item}`}>
                <Table.Td c="dimmed" w={90}>
                  {t(`event.role.${item.role}`)}
                </Table.Td>
                <Table.Td>
                  <ItemAnchor id={item.original} />
                  {item.product !== null && (
                    <Text size="xs" c="dimmed">
                      {item.product.name}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right" className="st-tabular">
                  {item.quantity === null
                    ? ''
                    : `${format.number(item.quantity)}${item.uom === null ? '' : ` ${unitSign(item.uom)}`}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {event.itemCount > event.items.length && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('event.itemsMore', { shown: event.items.length, total: event.itemCount })}
        </Text>
      )}
    </Section>
  );
}
