import type { Metadata } from 'next';
import messages from '../../../../messages/en/capture.json';
import { JobsPage } from '../../../features/capture/jobs-page';
import { requirePerson } from '../../../features/session/current-person';

export const metadata: Metadata = { title: messages.jobs.title };

export default async function Page() {
  await requirePerson();
  return <JobsPage />;
}
