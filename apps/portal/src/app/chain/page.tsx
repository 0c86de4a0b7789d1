import type { Metadata } from 'next';
import messages from '../../../messages/en/ledger.json';
import { ChainPage } from '../../features/ledger/chain-page';
import { requirePerson } from '../../features/session/current-person';

export const metadata: Metadata = { title: messages.title };

export default async function Page() {
  await requirePerson();
  return <ChainPage />;
}
