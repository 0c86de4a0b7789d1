import type { Metadata } from 'next';
import messages from '../../../messages/en/session.json';
import { requirePerson } from '../../features/session/current-person';
import { SettingsPage } from '../../features/session/settings-page';

export const metadata: Metadata = { title: messages.title };

export default async function Page() {
  return <SettingsPage person={await requirePerson()} />;
}
