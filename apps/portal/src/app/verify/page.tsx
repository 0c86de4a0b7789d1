import type { Metadata } from 'next';
import messages from '../../../messages/en/evidence.json';
import { VerifyPage } from '../../features/evidence/verify-page';

export const metadata: Metadata = { title: messages.title };

export default function Page() {
  return <VerifyPage />;
}
