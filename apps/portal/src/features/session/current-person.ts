import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { signInLink } from './go-to-sign-in';
import { readSession } from './session';
import type { SignedIn } from './signed-in';

/** Who is signed in, without the tokens: safe to hand to client components. */
export async function currentPerson(): Promise<SignedIn | undefined> {
  const session = await readSession();
  if (session === undefined) return undefined;
  const { subject, username, name, roles, organisation } = session;
  return { subject, username, name, roles, organisation };
}

/** Who is signed in; without a session the browser goes to sign in and comes back to the page it wanted. */
export async function requirePerson(): Promise<SignedIn> {
  const person = await currentPerson();
  if (person !== undefined) return person;
  return redirect(signInLink((await headers()).get('x-wanted') ?? '/'));
}
