import type { Metadata } from 'next';
import messages from '../../../messages/en/trace.json';
import { requirePerson } from '../../features/session/current-person';
import { mayCapture } from '../../features/session/signed-in';
import { EventsPage } from '../../features/trace/events-page';

export const metadata: Metadata = { title: messages.list.title };

export default async function Page() {
  return <EventsPage mayCapture={mayCapture(await requirePerson())} />;
}
