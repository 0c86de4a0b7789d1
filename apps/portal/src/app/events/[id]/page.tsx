import type { Metadata } from 'next';
import messages from '../../../../messages/en/trace.json';
import { decodeParam } from '../../../features/api/decode-param';
import { requirePerson } from '../../../features/session/current-person';
import { EventPage } from '../../../features/trace/event-page';

interface Props {
  params: Promise<{ id: string }>;
}

export const metadata: Metadata = { title: messages.event.title };

export default async function Page({ params }: Props) {
  await requirePerson();
  return <EventPage id={decodeParam((await params).id)} />;
}
