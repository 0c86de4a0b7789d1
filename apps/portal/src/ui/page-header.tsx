import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Title of a page, a line about it, and what can be done. */
export function PageHeader({
  title,
  lead,
  eyebrow,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  eyebrow?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <Group justify="space-between" align="flex-end" mb="lg" gap="md">
      <Stack gap={4} style={{ flex: '1 1 300px', minWidth: 0 }}>
        {eyebrow !== undefined && (
          <Text component="div" size="sm" c="dimmed" fw={600}>
            {eyebrow}
          </Text>
        )}
        <Title order={1} style={{ overflowWrap: 'anywhere', textWrap: 'balance' }}>
          {title}
        </Title>
        {lead !== undefined && (
          <Text component="div" c="dimmed" maw={720}>
            {lead}
          </Text>
        )}
      </Stack>
      {actions !== undefined && <Group gap="sm">{actions}</Group>}
    </Group>
  );
}
