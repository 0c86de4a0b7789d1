'use client';
import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { itemLink } from '../search/hit-link';
import { useTraceWords } from './use-trace-words';

/** The short name of an item, leading to its trail. */
export function ItemAnchor({ id, children }: { id: string; children?: string }) {
  const { label } = useTraceWords();
  return (
    <Anchor component={Link} href={itemLink(id)} title={id} fw={550} style={{ overflowWrap: 'anywhere' }}>
      {children ?? label(id)}
    </Anchor>
  );
}
