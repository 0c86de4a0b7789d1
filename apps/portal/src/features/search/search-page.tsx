'use client';
import { List, Loader, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  IconBarcode,
  IconBox,
  IconBuilding,
  IconClipboardList,
  IconMapPin,
  IconPackages,
  IconSearchOff,
  IconTag,
  IconTimeline,
} from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useTraceWords } from '../trace/use-trace-words';
import { execute } from '../api/execute';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { EmptyState, ErrorState, ListSkeleton } from '../../ui/states';
import { directLink, hitLink } from './hit-link';
import { normaliseScan, showSeparators } from './normalise-scan';
import { SearchBox } from './search-box';
import { SEARCH, type SearchHit } from './search.documents';
import classes from './search-page.module.css';

const ICONS = {
  EVENT: IconTimeline,
  ITEM: IconTag,
  LOT: IconPackages,
  LOCATION: IconMapPin,
  ORGANISATION: IconBuilding,
  CAPTURE_JOB: IconClipboardList,
  PRODUCT: IconBox,
};
const EXAMPLES = ['digitalLink', 'scan', 'sscc', 'serial', 'lot', 'gln', 'event', 'epc'] as const;

/** What a typed or scanned text means and what was found; a single exact hit opens at once. */
export function SearchPage() {
  const t = useTranslations('search');
  const router = useRouter();
  const text = normaliseScan(useSearchParams().get('q') ?? '');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['search', text],
    queryFn: ({ signal }) => execute(SEARCH, { text }, signal),
    enabled: text !== '',
  });
  const result = data?.search;
  const single = result === undefined ? undefined : directLink(result);
  useEffect(() => {
    if (single !== undefined) router.replace(single);
  }, [single, router]);

  if (text === '') return <SearchStart />;
  return (
    <>
      <PageHeader
        eyebrow={t('title')}
        title={showSeparators(text)}
        lead={
          result === undefined
            ? undefined
            : `${t('understood', { text: t.has(`means.${result.understoodAs}`) ? t(`means.${result.understoodAs}`) : result.understoodAs })} · ${t('count', { count: result.hits.length })}`
        }
      />
      <Stack gap="lg">
        {result?.problem && <Notice tone="warn" title={result.problem.message} />}
        {isPending ? (
          <ListSkeleton rows={3} />
        ) : error !== null ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : single !== undefined ? (
          <Group role="status">
            <Loader size="sm" aria-hidden />
            <Text>{t('opening')}</Text>
          </Group>
        ) : result === undefined || result.hits.length === 0 ? (
          <EmptyState Icon={IconSearchOff} title={t('nothingTitle')} text={t('nothingText')} />
        ) : (
          <Section flush>
            <ul className={classes.list}>
              {result.hits.map((hit) => (
                <Hit key={`${hit.kind}.${hit.id}`} hit={hit} />
              ))}
            </ul>
          </Section>
        )}
      </Stack>
    </>
  );
}

function Hit({ hit }: { hit: SearchHit }) {
  const t = useTranslations('search');
  const Icon = ICONS[hit.kind];
  const { label, step } = useTraceWords();
  const named = hit.title === hit.id;
  const title = named ? label(hit.id) : hit.kind === 'EVENT' ? step(hit.title) : hit.title;
  const subtitle = named ? hit.id : hit.subtitle;
  return (
    <li>
      <Link href={hitLink(hit)} className={classes.hit} data-kind={hit.kind}>
        <Icon size={22} stroke={1.7} aria-hidden />
        <span className={classes.words}>
          <span className={classes.title}>{title}</span>
          <span className={classes.subtitle}>
            {t(`kind.${hit.kind}`)}
            {subtitle ? ` · ${subtitle}` : ''}
          </span>
        </span>
      </Link>
    </li>
  );
}

function SearchStart() {
  const t = useTranslations('search');
  return (
    <Stack gap="lg">
      <PageHeader title={t('startTitle')} lead={t('startText')} />
      <SearchBox prominent />
      <Section title={t('examples.title')}>
        <List spacing="xs" icon={<IconBarcode size={18} aria-hidden />}>
          {EXAMPLES.map((example) => (
            <List.Item key={example}>{t(`examples.${example}`)}</List.Item>
          ))}
        </List>
      </Section>
    </Stack>
  );
}
