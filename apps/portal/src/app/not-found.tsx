import type { Metadata } from 'next';
import messages from '../../messages/en/common.json';
import { NotFound } from '../ui/not-found';

export const metadata: Metadata = { title: messages.notFound.title };

export default function Page() {
  return <NotFound />;
}
