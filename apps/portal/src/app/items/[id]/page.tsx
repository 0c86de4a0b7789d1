import type { Metadata } from 'next';
import { createTranslator } from 'use-intl/core';
import messages from '../../../../messages/en/trace.json';
import { decodeParam } from '../../../features/api/decode-param';
import { requirePerson } from '../../../features/session/current-person';
import { itemLabel } from '../../../features/trace/item-label';
import { ItemPage } from '../../../features/trace/item-page';
import { LOCALE } from '../../../ui/messages';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind, text, gtin = '', serial = '', lot = '' } = itemLabel(decodeParam((await params).id));
  const t = createTranslator({ locale: LOCALE, messages });
  return { title: t(`label.${kind}`, { text, gtin, serial, lot }) };
}

export default async function Page({ params }: Props) {
  await requirePerson();
  return <ItemPage id={decodeParam((await params).id)} />;
}
