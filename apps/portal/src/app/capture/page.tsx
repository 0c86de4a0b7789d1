import type { Metadata } from 'next';
import messages from '../../../messages/en/capture.json';
import { CapturePage } from '../../features/capture/capture-page';
import { NotAllowed } from '../../features/capture/not-allowed';
import { requirePerson } from '../../features/session/current-person';
import { mayCapture } from '../../features/session/signed-in';

export const metadata: Metadata = { title: messages.title };

export default async function Page() {
  return mayCapture(await requirePerson()) ? <CapturePage /> : <NotAllowed />;
}
