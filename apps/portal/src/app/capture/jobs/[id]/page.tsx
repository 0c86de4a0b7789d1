import type { Metadata } from 'next';
import messages from '../../../../../messages/en/capture.json';
import { decodeParam } from '../../../../features/api/decode-param';
import { JobPage } from '../../../../features/capture/job-page';
import { requirePerson } from '../../../../features/session/current-person';

export const metadata: Metadata = { title: messages.job.title };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requirePerson();
  return <JobPage id={decodeParam((await params).id)} />;
}
