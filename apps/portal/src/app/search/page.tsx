import type { Metadata } from 'next';
import messages from '../../../messages/en/search.json';
import { SearchPage } from '../../features/search/search-page';
import { requirePerson } from '../../features/session/current-person';

export const metadata: Metadata = { title: messages.title };

export default async function Page() {
  await requirePerson();
  return <SearchPage />;
}
