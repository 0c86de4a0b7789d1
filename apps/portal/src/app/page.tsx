import { HomePage } from '../features/home/home-page';
import { Landing } from '../features/home/landing';
import { currentPerson } from '../features/session/current-person';

export default async function Page({ searchParams }: { searchParams: Promise<{ problem?: string | string[] }> }) {
  const person = await currentPerson();
  if (person !== undefined) return <HomePage person={person} />;
  const { problem } = await searchParams;
  return <Landing problem={typeof problem === 'string' ? problem : undefined} />;
}
